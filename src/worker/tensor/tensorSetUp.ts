import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Why native TensorFlow is not available, in words; null where it is. */
export type TensorObstacle = string | null

/** Looks for native TensorFlow, and sets it up, in a process of its own: the engine neither waits nor dies with it. */
export interface TensorSetUp {
  check(): Promise<TensorObstacle>
  /** Fetches, builds and proves it once more: seconds, or minutes on a slow line. */
  again(): Promise<TensorObstacle>
}

export const tensorSetUp: TensorSetUp = {
  check: () => runScript(['--check', '--json']),
  again: () => runScript(['--json'])
}

/** The script that `npm start` runs as well; a failure of the script itself is an obstacle like others. */
function runScript(args: readonly string[]): Promise<TensorObstacle> {
  const folder = import.meta.dirname
  // the sources, the bundle, and a folder of chunks below it
  const ups = [join('..', '..', '..'), join('..', '..')]
  const script = ups.map((up) => join(folder, up, 'scripts', 'setup-tensorflow.mjs')).find((file) => existsSync(file))
  if (script === undefined) return Promise.resolve('this copy of the program has no script to set it up')
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) => {
      if (error !== null) resolve(stderr.trim().split('\n').at(-1) || error.message)
      else resolve((JSON.parse(stdout) as { reason: TensorObstacle }).reason)
    })
  })
}
