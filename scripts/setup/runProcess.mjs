import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a command in the foreground and passes Ctrl-C and SIGTERM on to it.
 * @returns {Promise<number>} its exit code, 128 + n after signal n, 127 where it cannot be started
 */
export function runProcess(command, args, options = {}) {
  return watchProcess(spawn(command, args, { stdio: 'inherit', ...options }))
}

/** Runs a command in silence and resolves to its exit code and all that it printed. */
export async function runQuietly(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  return { code: await watchProcess(child), output }
}

/** Passes signals on to a child until it ends; resolves to its exit code. */
export function watchProcess(child) {
  const pass = (signal) => child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM']
  for (const signal of signals) process.on(signal, pass)
  return new Promise((resolve) => {
    const end = (code) => {
      for (const signal of signals) process.off(signal, pass)
      resolve(code)
    }
    child.once('error', () => end(127))
    child.once('close', (code, signal) => end(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}
