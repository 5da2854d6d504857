/** The values of some rows in their order. A loop, for `Float64Array.from` takes twenty times as long. */
export function pickRows(values: Float64Array, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length)
  for (let k = 0; k < rows.length; k++) picked[k] = values[rows[k]!]!
  return picked
}
