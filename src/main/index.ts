// The Electron shell: windows, menus, dialogs and the way between a window and the engine. It computes nothing.
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  MessageChannelMain,
  protocol,
  screen,
  session,
  utilityProcess
} from 'electron'
import { join } from 'node:path'
import type { DesktopMessage } from '../shared/rpc/desktop.ts'
import { dataFolder } from './dataFolder.ts'
import { describeExit } from './describeExit.ts'
import { readDesktopOptions } from './desktopOptions.ts'
import { superviseEngine, type EngineProcess } from './engine.ts'
import { rendererFolder, resourcesFolder } from './engineFolders.ts'
import { handOver } from './handOver.ts'
import { lockDataFolder } from './hostLock.ts'
import { menuTemplate } from './menuTemplate.ts'
import { readStaticFiles } from './staticFiles.ts'
import { staticResponse } from './staticResponse.ts'
import { readWindowState, writeWindowState } from './windowState.ts'

const SCHEME = 'app'
const PAGE = `${SCHEME}://lawsmith/`
const TABLES = ['csv', 'tsv', 'txt', 'json', 'xlsx', 'parquet']
const OWN_SCHEMES = [`${SCHEME}:`, 'blob:', 'data:', 'devtools:']
/** Copying a formula and pasting a table; everything else that a page can ask for is denied. */
const PERMISSIONS = ['clipboard-sanitized-write', 'clipboard-read']

interface UtilityEngine extends EngineProcess {
  /** Gives the engine one end of a channel to a window. */
  takePort(client: number, port: Electron.MessagePortMain): void
}

const options = readDesktopOptions(process.argv, process.cwd())
const data = options.data ?? dataFolder(process.platform, process.env, app.getPath('home'))
if (options.data !== null) app.setPath('userData', join(options.data, 'window'))

let window: BrowserWindow | null = null
let isLoaded = false
let lastClient = 0
let engine: UtilityEngine | null = null
let undelivered: DesktopMessage[] = options.file === null ? [] : [openFile(options.file)]

app.enableSandbox()
for (const service of ['disable-background-networking', 'disable-component-update'])
  app.commandLine.appendSwitch(service)
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }
])
app.on('open-file', (event, path) => {
  event.preventDefault()
  deliver(openFile(path))
})
app.on('second-instance', (_, argv, cwd) => {
  const { file } = readDesktopOptions(argv, cwd)
  if (file !== null) deliver(openFile(file))
  showWindow()
})
app.on('web-contents-created', (_, contents) => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
})
app.on('activate', () => {
  if (!window && engine) openWindow()
})
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit()
})

// not awaited at the top: Electron becomes ready only after this module has been evaluated
if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

async function start() {
  const lock = lockDataFolder(data)
  if (!lock.taken) return giveUp(await explainHolder(lock.holder))
  const files = readStaticFiles(rendererFolder)
  protocol.handle(SCHEME, (request) => staticResponse(files, request.url))
  closeSession(session.defaultSession)

  const supervised = superviseEngine({
    start: startEngine,
    onStart(started) {
      engine = started
      if (isLoaded) connectWindow()
    },
    onDeath(reason) {
      engine = null
      send({ lawsmith: 'event', name: 'engineRestarted', args: [reason] })
    },
    onGiveUp: giveUp,
    now: Date.now
  })
  app.once('will-quit', (event) => {
    event.preventDefault()
    void supervised.stop().then(() => {
      lock.release()
      app.exit(0)
    })
  })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(process.platform, { run: runCommand, openFile: () => void chooseFile() }))
  )
  openWindow()
}

function startEngine(): UtilityEngine {
  const child = utilityProcess.fork(
    join(import.meta.dirname, 'worker.js'),
    ['--data', data, '--resources', resourcesFolder],
    {
      stdio: ['ignore', 'inherit', 'pipe'],
      serviceName: 'Lawsmith engine'
    }
  )
  let printed = ''
  child.stderr?.on('data', (bytes: Buffer) => {
    process.stderr.write(bytes)
    printed = (printed + bytes.toString()).slice(-2_000)
  })
  const exited = new Promise<number>((resolve) => child.once('exit', resolve))
  return {
    pid: child.pid,
    takePort: (client, port) => child.postMessage({ client }, [port]),
    onExit: (report) => void exited.then((code) => report(describeExit(code, printed))),
    async stop() {
      child.kill()
      await exited
    }
  }
}

function openWindow() {
  const stateFile = join(app.getPath('userData'), 'window.json')
  const { bounds, isMaximized } = readWindowState(stateFile, screen.getAllDisplays().map(({ workArea }) => workArea)) // prettier-ignore
  const opened = new BrowserWindow({
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    title: 'Lawsmith',
    icon: join(resourcesFolder, 'icon.png'),
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false // its dictionaries come from the network
    }
  })
  if (isMaximized) opened.maximize()
  opened.webContents.on('did-start-loading', () => (isLoaded = false))
  opened.webContents.on('did-finish-load', () => {
    isLoaded = true
    connectWindow()
    undelivered.forEach(send)
    undelivered = []
  })
  opened.on('close', () => writeWindowState(stateFile, { bounds: opened.getNormalBounds(), isMaximized: opened.isMaximized() })) // prettier-ignore
  opened.on('closed', () => {
    window = null
    isLoaded = false
  })
  window = opened
  void opened.loadURL(PAGE)
}

/** Joins the window and the engine by a fresh channel: at every load of the page and every start of the engine. */
function connectWindow() {
  if (!window || !engine) return
  const { port1, port2 } = new MessageChannelMain()
  engine.takePort(++lastClient, port1)
  window.webContents.postMessage('lawsmith', { lawsmith: 'port' } satisfies DesktopMessage, [port2])
}

function send(message: DesktopMessage) {
  if (isLoaded) window?.webContents.postMessage('lawsmith', message)
}

/** Sends now, or once the page listens. */
function deliver(message: DesktopMessage) {
  if (isLoaded) return send(message)
  undelivered = [...undelivered, message]
  if (app.isReady() && !window && engine) openWindow()
}

function openFile(path: string): DesktopMessage {
  return { lawsmith: 'event', name: 'openFile', args: [path] }
}

function runCommand(command: string) {
  deliver({ lawsmith: 'event', name: 'menuCommand', args: [command] })
}

/** A page may show its own file dialog only after a click inside it, which a menu is not. */
async function chooseFile() {
  const settings: Electron.OpenDialogOptions = {
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Tables', extensions: TABLES },
      { name: 'All files', extensions: ['*'] }
    ]
  }
  const { filePaths } = await (window ? dialog.showOpenDialog(window, settings) : dialog.showOpenDialog(settings))
  for (const path of filePaths) deliver(openFile(path))
}

function showWindow() {
  if (window?.isMinimized()) window.restore()
  window?.focus()
}

/** Nothing is loaded from anywhere but the program, and no page gets a permission beyond the clipboard. */
function closeSession(own: Electron.Session) {
  own.setPermissionRequestHandler((_, permission, answer) => answer(PERMISSIONS.includes(permission)))
  own.setPermissionCheckHandler((_, permission) => PERMISSIONS.includes(permission))
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !OWN_SCHEMES.includes(new URL(url).protocol) }))
}

async function explainHolder(holder: Parameters<typeof handOver>[0]): Promise<string> {
  return handOver(holder, data, options.file).then(
    (address) => `The data are open in the browser: ${address}`,
    (error: Error) => error.message
  )
}

function giveUp(reason: string) {
  dialog.showErrorBox('Lawsmith', reason)
  app.exit(1)
}
