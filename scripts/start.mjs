// npm start [-- FILE] [--browser | --desktop] [--port N] [--data FOLDER]: installs, builds and opens Lawsmith.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildApp } from './setup/buildApp.mjs'
import { electronBinary, electronInstaller } from './setup/electronBinary.mjs'
import { installPackages } from './setup/installPackages.mjs'
import { projectNode } from './setup/projectNode.mjs'
import { projectRoot } from './setup/projectRoot.mjs'
import { runProcess } from './setup/runProcess.mjs'
import { serveInBrowser } from './setup/serveInBrowser.mjs'
import { provideTensorFlow } from './setup/tensorflow/provideTensorFlow.mjs'

const say = (message) => console.error(message)
const cwd = process.env.INIT_CWD ?? process.cwd()

try {
  const { file, values } = readArguments()
  await installPackages(say)
  await provideTensorFlow(say)
  await buildApp(say)
  process.exitCode = await open(file, values)
} catch (error) {
  say(error.message)
  process.exitCode = error.exitCode ?? 1
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        browser: { type: 'boolean', default: false },
        desktop: { type: 'boolean', default: false },
        port: { type: 'string' },
        data: { type: 'string' }
      }
    })
    if (positionals.length > 1) throw new Error('One file can be opened at a time.')
    const file = positionals[0] === undefined ? null : resolve(cwd, positionals[0])
    if (file && !existsSync(file)) throw new Error(`${file}: there is no such file.`)
    return { file, values }
  } catch (error) {
    throw Object.assign(error, { exitCode: 2 })
  }
}

async function open(file, { browser, desktop, port, data }) {
  if (desktop && !electronBinary().path) await fetchElectron()
  const electron = electronBinary()
  if (desktop && !electron.path) throw new Error(`The desktop window cannot open: ${electron.reason}.`)
  if (electron.path && !browser && (desktop || hasDisplay())) {
    const started = Date.now()
    const args = [projectRoot, ...(data ? [`--data=${resolve(cwd, data)}`] : []), ...(file ? [file] : [])]
    const code = await runProcess(electron.path, args)
    // a window that cannot open ends at once, for instance where the kernel forbids the sandbox
    if (desktop || code === 0 || code > 128 || Date.now() - started > 10_000) return code
    say('The desktop window did not open; Lawsmith goes on in the browser.')
  }
  const options = { '--open': file, '--port': port, '--data': data && resolve(cwd, data) }
  const args = Object.entries(options).flatMap(([name, value]) => (value ? [name, value] : []))
  return serveInBrowser(args)
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

async function fetchElectron() {
  say('Fetching Electron …')
  await runProcess(projectNode(), [electronInstaller], { timeout: 300_000 })
}
