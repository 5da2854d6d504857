/** An array of zeros that every thread can read without a copy. */
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

/** The values of some rows in their order, in shared memory. */
export function pickShared(values: Float64Array, rows: Uint32Array): Float64Array {
  const picked = sharedFloats(rows.length)
  for (let k = 0; k < rows.length; k++) picked[k] = values[rows[k]!]!
  return picked
}
