import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectNode } from './projectNode.mjs'
import { projectRoot } from './projectRoot.mjs'
import { watchProcess } from './runProcess.mjs'

/** Runs the browser host until it ends, prints its address and shows it in the default browser. */
export function serveInBrowser(args) {
  const child = spawn(projectNode(), [join(projectRoot, 'out', 'main', 'server.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  createInterface(child.stdout).on('line', (line) => {
    console.log(line)
    const address = /^Lawsmith: (http\S+)/.exec(line)?.[1]
    if (address) openBrowser(address)
  })
  return watchProcess(child)
}

/** Opens the default browser where there is one; that there is none is no fault. */
function openBrowser(address) {
  const commands = {
    darwin: ['open', [address]],
    win32: ['cmd', ['/c', 'start', '""', address]]
  }
  const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  const [command, args] = commands[process.platform] ?? (hasDisplay ? ['xdg-open', [address]] : [])
  if (!command) return
  const browser = spawn(command, args, { stdio: 'ignore', detached: true })
  browser.on('error', () => {})
  browser.unref()
}
