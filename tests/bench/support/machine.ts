import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'

/** What a figure needs beside it. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly gibibytes: number
  readonly node: string
  /** Short hash; "unknown" outside a repository; followed by + where files differ from it. */
  readonly commit: string
  /** ISO 8601, to the minute. */
  readonly date: string
}

export function thisMachine(): Machine {
  const processors = cpus()
  const commit = spawnText('git', ['rev-parse', '--short', 'HEAD'])
  const hasChanges = spawnText('git', ['status', '--porcelain', '--untracked-files=no', '--', 'src']) !== ''
  return {
    processor: processors[0]?.model ?? 'unknown processor',
    cores: processors.length,
    gibibytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    commit: commit === 'unknown' || !hasChanges ? commit : `${commit}+`,
    date: `${new Date().toISOString().slice(0, 16)}Z`
  }
}

/** The machine in one line. */
export function describeMachine(machine = thisMachine()): string {
  const { processor, cores, gibibytes, node, commit, date } = machine
  return `${processor}, ${cores} cores, ${gibibytes} GiB, Node ${node}, commit ${commit}, ${date}`
}

function spawnText(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'unknown'
  }
}
