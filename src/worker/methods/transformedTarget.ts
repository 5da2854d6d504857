import { prevailingSign, signPattern } from './signPattern.ts'
import type { TargetTransform } from './targetTransform.ts'
import type { TrainingSample } from './trainingSample.ts'

/** T(y) on the sample and the weights that a model of its errors asks for. */
export interface TransformedTarget {
  readonly transform: TargetTransform
  readonly isNegative: boolean
  readonly values: Float64Array
  /** Null for equal weights; 0 for a row that T is not defined on. */
  readonly weights: Float64Array | null
}

/** Ratio of largest to smallest magnitude of the target above which equal relative errors are a serious possibility. */
const WIDE_RANGE = 10

/**
 * T(y) for errors of y that are equal in size, with weights 1/T'(y)², and for equal relative errors, with
 * 1/(y T'(y))², where the target has one sign and a wide range.
 */
export function transformedTargets(sample: TrainingSample, transform: TargetTransform): TransformedTarget[] {
  const { y, weights } = sample
  const isNegative = prevailingSign(y, 0.5) === 'negative'
  const isUsed = (value: number): boolean => transform.id === 'identity' || (isNegative ? value < 0 : value > 0)
  const values = y.map((value) => (isUsed(value) ? transform.evaluate(value) : 0))
  const weigh = (spread: (value: number) => number): Float64Array =>
    y.map((value, i) => {
      if (!isUsed(value)) return 0
      return (weights === null ? 1 : weights[i]!) / (transform.derivative(value) * spread(value)) ** 2
    })
  const absolute = transform.id === 'identity' ? weights : weigh(() => 1)
  const magnitudes = y.map(Math.abs).sort()
  const isWide = signPattern(y) !== 'mixed' && magnitudes.at(-1)! > WIDE_RANGE * magnitudes[0]!
  return (isWide ? [absolute, weigh((value) => value)] : [absolute]).map((weight) => ({
    transform,
    isNegative,
    values,
    weights: weight
  }))
}
