import { ERROR_CODES, isAppError } from '../../../shared/errors.ts'

export interface ErrorText {
  /** What is wrong and where, in one or two sentences. */
  readonly text: string
  /** More for a report of the fault: code, place, stack. */
  readonly details: string
}

/** Words for a failure: the engine's own for a fault of the user or the data, a plain admission for a bug. */
export function describeError(error: unknown): ErrorText {
  if (isAppError(error)) {
    const { file, row, column } = error.details
    const place = [file, row === undefined ? null : `row ${row}`, column === undefined ? null : `column ${column}`]
      .filter((part) => typeof part === 'string' && !error.message.includes(part))
      .join(', ')
    return {
      text: place === '' ? error.message : `${error.message} (${place})`,
      details: `${error.code}: ${ERROR_CODES[error.code]}\n${JSON.stringify(error.details, null, 2)}`
    }
  }
  const message = error instanceof Error ? error.message : String(error)
  return {
    text: `Lawsmith has a fault: ${message}`,
    details: error instanceof Error ? (error.stack ?? message) : message
  }
}
