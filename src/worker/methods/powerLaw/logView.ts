import { countSigns } from '../signPattern.ts'

/** A quantity v = ±exp(…) seen through its logarithm, on the rows where it has one. */
export interface LogView {
  /** Rows of the sample that are used. */
  readonly rows: Uint32Array
  /** log|v| on those rows. */
  readonly log: Float64Array
  readonly weights: Float64Array
  readonly isNegative: boolean
}

/** How errors of v grow: equal relative errors, or errors of the target itself that are equal in size. */
export type NoiseModel = 'multiplicative' | 'additive'

/** Share of rows of the wrong sign, or zero, that noise may have put there. */
const STRAY_SHARE = 0.05

/**
 * The logarithm of v; null where v has not one sign. NaN marks rows that do not take part. Errors σ of the target make errors σ |dv/dy| / |v| of log|v|, hence
 * weights (v / dv)² under additive noise.
 * @param derivative dv/dy, row by row
 */
export function logView(
  v: Float64Array,
  derivative: Float64Array,
  weights: Float64Array | null,
  noise: NoiseModel
): LogView | null {
  const { positive, negative } = countSigns(v)
  const present = v.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0)
  if (present < v.length / 2 || Math.max(positive, negative) < (1 - STRAY_SHARE) * present) return null
  const isNegative = negative > positive
  const rows = Uint32Array.from([...v.keys()].filter((i) => (isNegative ? v[i]! < 0 : v[i]! > 0)))
  const log = Float64Array.from(rows, (i) => Math.log(Math.abs(v[i]!)))
  const weight = Float64Array.from(rows, (i) => {
    const relative = noise === 'multiplicative' ? 1 : (v[i]! / derivative[i]!) ** 2
    return relative * (weights === null ? 1 : weights[i]!)
  })
  return log.every(Number.isFinite) && weight.every(Number.isFinite) ? { rows, log, weights: weight, isNegative } : null
}

/**
 * The working response of a model with log link: log|ŷ| + (y − ŷ)/ŷ with weights ŷ². Unlike log|y| it is not bent by
 * noise, and uses rows whose sign the noise has turned.
 *
 * Source: P. McCullagh, J. A. Nelder, "Generalized Linear Models", 2nd ed. (1989), §2.5, doi:10.1007/978-1-4899-3242-6.
 */
export function workingView(y: Float64Array, fitted: Float64Array, weights: Float64Array | null): LogView | null {
  const { positive, negative } = countSigns(fitted)
  if (Math.max(positive, negative) < fitted.length) return null
  return {
    rows: Uint32Array.from(y.keys()),
    log: fitted.map((value, i) => Math.log(Math.abs(value)) + Math.max(-1, Math.min(1, y[i]! / value - 1))),
    weights: fitted.map((value, i) => value * value * (weights === null ? 1 : weights[i]!)),
    isNegative: negative > 0
  }
}
