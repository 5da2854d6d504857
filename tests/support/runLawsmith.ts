import { spawn, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../scripts/setup/projectRoot.mjs'

export interface CommandResult {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunningCommand {
  readonly child: ChildProcess
  readonly result: Promise<CommandResult>
}

/** Runs `npm run --silent lawsmith -- ARGS` without npm: installs and builds where that is needed. */
export function startLawsmith(
  args: readonly string[],
  { cwd = projectRoot, temporaryFolder = tmpdir() } = {}
): RunningCommand {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts', 'lawsmith.mjs'), ...args], {
    env: { ...process.env, INIT_CWD: cwd, TMPDIR: temporaryFolder, TEMP: temporaryFolder },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()))
  const result = new Promise<CommandResult>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
  return { child, result }
}

export function runLawsmith(...args: readonly string[]): Promise<CommandResult> {
  return startLawsmith(args).result
}
