import { basename } from 'node:path'
import { isAppError, type ErrorCode } from '../../shared/errors.ts'

/** Faults of the command itself, which no file is to be named for. */
const ABOUT_COMMAND: readonly ErrorCode[] = ['usage', 'unknownMethod', 'badOption']

export interface FaultReport {
  readonly exitCode: 1 | 2
  readonly stdout: string
  readonly stderr: string
}

/**
 * What to print for an error: a sentence for a fault of the user, with the file in front where it does not name it, or
 * the whole stack for a bug; with `--json` one document on stdout.
 */
export function reportFault(error: unknown, file: string | null, isJson: boolean): FaultReport {
  if (!isAppError(error)) {
    const message = error instanceof Error ? error.message : String(error)
    const document = { error: { code: 'bug', message, details: {} } }
    if (isJson) return { exitCode: 1, stdout: printJson(document), stderr: '' }
    return { exitCode: 1, stdout: '', stderr: `${(error instanceof Error && error.stack) || message}\n` }
  }
  const message = place(error.message, ABOUT_COMMAND.includes(error.code) ? null : file)
  const document = { error: { code: error.code, message, details: error.details } }
  return isJson
    ? { exitCode: 2, stdout: printJson(document), stderr: '' }
    : { exitCode: 2, stdout: '', stderr: `${message}\n` }
}

export function printJson(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`
}

function place(message: string, file: string | null): string {
  return file === null || message.includes(basename(file)) ? message : `${basename(file)}: ${message}`
}
