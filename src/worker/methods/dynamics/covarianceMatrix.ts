import { solveCholesky } from '../../numeric/cholesky.ts'

/** Inverse of a symmetric positive definite matrix, row-major p × p; null where it is not, to rounding. */
export function invertInformation(information: Float64Array): Float64Array | null {
  const p = Math.sqrt(information.length)
  // columns of very different units are brought to a diagonal of ones
  const scale = Float64Array.from({ length: p }, (_, i) => Math.sqrt(information[i * (p + 1)]!))
  const scaled = information.map((value, at) => value / (scale[Math.floor(at / p)]! * scale[at % p]!))
  const inverse = new Float64Array(p * p)
  const factor = new Float64Array(p * p)
  const unit = new Float64Array(p)
  const column = new Float64Array(p)
  for (let i = 0; i < p; i++) {
    unit.fill(0)
    unit[i] = 1
    if (!solveCholesky(scaled, unit, factor, column)) return null
    for (let j = 0; j < p; j++) inverse[j * p + i] = column[j]! / (scale[i]! * scale[j]!)
  }
  return inverse
}
