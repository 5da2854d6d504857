import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'

/** What a figure needs beside it: processor, cores, memory, Node and commit. */
export function describeMachine(): string {
  const processors = cpus()
  const commit = spawnText('git', ['rev-parse', '--short', 'HEAD'])
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return `${processors[0]?.model ?? 'unknown processor'}, ${processors.length} cores, ${gigabytes} GiB, Node ${process.version}, commit ${commit}`
}

function spawnText(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'unknown'
  }
}
