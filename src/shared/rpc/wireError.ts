import { AppError, isAppError, type ErrorCode } from '../errors.ts'

/**
 * An error as plain data. Structured clone keeps only name and message of an Error and drops code and details, so that
 * errors cross every transport in this form.
 */
export interface WireError {
  readonly kind: 'wireError'
  readonly name: string
  readonly message: string
  readonly code: ErrorCode | null
  readonly details: AppError['details']
}

/** Stacks stay behind: they name files of the engine and mean nothing to a window. */
export function toWireError(error: unknown): WireError {
  const name = error instanceof Error ? error.name : 'Error'
  const message = error instanceof Error ? error.message : String(error)
  return isAppError(error)
    ? { kind: 'wireError', name, message, code: error.code, details: error.details }
    : { kind: 'wireError', name, message, code: null, details: {} }
}

export function fromWireError({ name, message, code, details }: WireError): Error {
  return code === null ? Object.assign(new Error(message), { name }) : new AppError(code, message, details)
}

/** The two fields of a birpc message that matter here: `e` holds the error of a failed call. */
interface Reply {
  readonly e?: unknown
}

function isReply(message: unknown): message is Reply {
  return typeof message === 'object' && message !== null && 'e' in message
}

/** For `serialize` of birpc: errors become data. */
export function packError(message: unknown): unknown {
  return isReply(message) && message.e !== undefined ? { ...message, e: toWireError(message.e) } : message
}

/** For `deserialize` of birpc: data become errors again, an AppError with its code, message and details. */
export function unpackError(message: unknown): unknown {
  return isReply(message) && isWireError(message.e) ? { ...message, e: fromWireError(message.e) } : message
}

function isWireError(value: unknown): value is WireError {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'wireError'
}
