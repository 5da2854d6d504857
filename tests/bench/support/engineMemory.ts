import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../../scripts/setup/projectRoot.mjs'

/** What is searched, and for how long. */
export interface EngineSearch {
  readonly file: string
  readonly seconds: number
  readonly threads: number
  readonly seed: number
}

const ENGINE = join('out', 'main', 'worker.js')

/**
 * Runs the command line as a user does, and reports the resident memory of its engine, in megabytes, every `every`
 * seconds of its life; gives the largest. Reads the list of processes by `ps`, so that it works where there is one.
 */
export async function watchEngineMemory(
  { file, seconds, threads, seed }: EngineSearch,
  every: number,
  report: (seconds: number, megabytes: number) => void = () => undefined
): Promise<number> {
  const limits = ['--seconds', seconds, '--threads', threads, '--seed', seed].map(String)
  const command = [join(projectRoot, 'scripts', 'lawsmith.mjs'), 'discover', file, '--target', 'y', ...limits]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'], cwd: projectRoot })
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the search ended with code ${code}`))))
  })
  let start: number | null = null
  let peak = 0
  let reported = 0
  const timer = setInterval(() => {
    const megabytes = engineMemory(child.pid ?? 0)
    if (megabytes === null) return
    start ??= performance.now()
    peak = Math.max(peak, megabytes)
    const passed = (performance.now() - start) / 1000
    if (passed < reported + every) return
    reported += every
    report(reported, megabytes)
  }, 1000)
  try {
    await ended
  } finally {
    clearInterval(timer)
  }
  return peak
}

/** Of the engine below a process; null while there is none. */
function engineMemory(root: number): number | null {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  const processes = text.split('\n').flatMap((line) => {
    const [, pid, parent, kibibytes, args] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return args === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), rss: Number(kibibytes), args }]
  })
  const below = new Set([root])
  // a child may stand before its parent where numbers were used again
  for (let known = 0; known < below.size;) {
    known = below.size
    for (const { pid, parent } of processes) if (below.has(parent)) below.add(pid)
  }
  const engine = processes.find(({ pid, args }) => below.has(pid) && args.includes(ENGINE))
  return engine === undefined ? null : (engine.rss * 1024) / 1e6
}
