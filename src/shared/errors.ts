/**
 * Faults of the user or of the data, as one table of codes. A bug throws an ordinary Error; a numerical failure is a
 * returned value; only what a person can mend becomes an AppError.
 */
export const ERROR_CODES = {
  usage: 'The command line was not understood.',
  fileNotFound: 'The file does not exist or cannot be read.',
  fileEmpty: 'The file is empty.',
  fileFormat: 'The file is not in a format that Lawsmith reads.',
  noRows: 'The table has no data rows.',
  raggedRow: 'A row has more or fewer cells than the header.',
  badCell: 'A cell could not be read as a number.',
  unknownColumn: 'The table has no such column.',
  notNumeric: 'The column holds text, not numbers.',
  constantTarget: 'The target is constant.',
  tooFewRows: 'There are too few usable rows.',
  noInputs: 'There is no input column.',
  unknownMethod: 'There is no such method.',
  badOption: 'An option has a value that it does not accept.',
  methodRefuses: 'The method does not accept this problem.',
  badUnit: 'The unit was not understood.',
  badFormula: 'The formula was not understood.',
  notFound: 'There is no such item.',
  conflict: 'The item is in use.',
  newerVersion: 'The data were written by a newer version of Lawsmith.',
  cancelled: 'The work was cancelled.',
  engineStopped: 'The engine stopped while it worked on this.'
} as const

export type ErrorCode = keyof typeof ERROR_CODES

/** Where in the user's file a fault lies. Rows count from 1 and include the header, as an editor shows them. */
export interface Place {
  readonly file?: string
  readonly row?: number
  readonly column?: string
}

/** A fault of the user or of the data: what is wrong, where, and what to do about it. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, unknown>> & Place

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> & Place = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** True for an AppError, also for one that has crossed a process or a socket and lost its prototype. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error
}

/** Ends a switch over a union: the compiler refuses a forgotten case, the program a forged one. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`)
}
