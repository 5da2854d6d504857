/** The values of some rows in their order, in an array of its own or in `picked`. A loop, for `Float64Array.from` takes twenty times as long. */
export function pickRows(
  values: Float64Array,
  rows: Uint32Array,
  picked: Float64Array = new Float64Array(rows.length)
): Float64Array {
  for (let k = 0; k < rows.length; k++) picked[k] = values[rows[k]!]!
  return picked
}
