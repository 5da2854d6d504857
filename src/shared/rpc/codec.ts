import { Decoder, Encoder, ExtensionCodec } from '@msgpack/msgpack'
import { AppError, type ErrorCode } from '../errors.ts'

/**
 * Binary frames for the WebSocket. JSON would lose typed arrays, NaN, ±Infinity and the fields of errors.
 * The MessagePort and process transports clone such values themselves and need no codec.
 */
const extensions = new ExtensionCodec()
const bytesOf = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)

const ARRAYS = [Float64Array, Float32Array, Int32Array, Uint32Array] as const
ARRAYS.forEach((TypedArray, type) => {
  extensions.register({
    type,
    encode: (value) => (value instanceof TypedArray ? bytesOf(value) : null),
    decode: (data) => new TypedArray(new Uint8Array(data).buffer) // copied: an extension's payload need not be aligned
  })
})

const ERROR_TYPE = 16
extensions.register({
  type: ERROR_TYPE,
  encode: (value) =>
    value instanceof Error
      ? new TextEncoder().encode(JSON.stringify({ ...value, name: value.name, message: value.message }))
      : null,
  decode: (data) => {
    const { name, message, code, details } = JSON.parse(new TextDecoder().decode(data)) as Record<string, unknown>
    if (name === 'AppError') return new AppError(code as ErrorCode, String(message), details as AppError['details'])
    return Object.assign(new Error(String(message)), { name })
  }
})

const encoder = new Encoder({
  extensionCodec: extensions,
  ignoreUndefined: true, // an absent option must not arrive as null, which has a meaning of its own
  maxDepth: 4000 // an Expr nests two levels an operator
})
const decoder = new Decoder({ extensionCodec: extensions })

export const encode = (message: unknown): Uint8Array<ArrayBuffer> => encoder.encode(message)
export const decode = (bytes: Uint8Array): unknown => decoder.decode(bytes)
