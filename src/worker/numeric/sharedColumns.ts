/**
 * An array of zeros that every thread can read without a copy. The garbage collector does not count shared memory and is
 * late to free it: for what is kept for long, not for what comes and goes.
 */
export function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT))
}

/** The same values where every thread can read them: the array itself where it lies in shared memory already. */
export function toSharedFloats(values: Float64Array): Float64Array {
  if (values.buffer instanceof SharedArrayBuffer) return values
  const shared = sharedFloats(values.length)
  shared.set(values)
  return shared
}
