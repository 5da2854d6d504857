// The browser host: node out/main/server.js [--port N] [--data FOLDER] [--open FILE]
import { randomBytes } from 'node:crypto'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startBrowserHost, type BrowserHost } from './browserHost.ts'
import { createClientRelay } from './clientRelay.ts'
import { dataFolder } from './dataFolder.ts'
import { superviseEngine } from './engine.ts'
import { rendererFolder, resourcesFolder } from './engineFolders.ts'
import { forkEngine } from './forkEngine.ts'
import { handOver } from './handOver.ts'
import { lockDataFolder } from './hostLock.ts'
import { readStaticFiles } from './staticFiles.ts'

try {
  await serve(readSettings())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function readSettings() {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '0' }, data: { type: 'string' }, open: { type: 'string' } }
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port}: give 0 to 65535.`)
  return {
    port,
    data: resolve(values.data ?? dataFolder(process.platform, process.env, homedir())),
    file: values.open === undefined ? null : resolve(values.open)
  }
}

async function serve({ port, data, file }: ReturnType<typeof readSettings>) {
  const lock = lockDataFolder(data)
  if (!lock.taken) return console.log(`Lawsmith: ${await handOver(lock.holder, data, file)}`)
  process.on('exit', lock.release)

  const relay = createClientRelay()
  const token = randomBytes(24).toString('base64url')
  const host = await startBrowserHost({ port, token, relay, files: readStaticFiles(rendererFolder) })
  const address = `http://127.0.0.1:${host.port}/#token=${token}`
  lock.publish(address)
  if (file !== null) relay.deliver('openFile', file)
  runEngine(data, host, relay)
  console.log(`Lawsmith: ${address}`)
}

/** Runs the engine until a signal ends the host, or the engine can no longer be started. */
function runEngine(data: string, host: BrowserHost, relay: ReturnType<typeof createClientRelay>) {
  const engine = superviseEngine({
    start: () => forkEngine({ data, resources: resourcesFolder }),
    onStart: relay.connect,
    onDeath(reason) {
      console.error(`${reason} It is started again.`)
      relay.announce('engineRestarted', reason)
    },
    onGiveUp(reason) {
      console.error(reason)
      void stop(1)
    },
    now: Date.now
  })
  let isStopping = false
  async function stop(exitCode: number) {
    if (isStopping) return
    isStopping = true
    await Promise.all([host.close(), engine.stop()])
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
}
