import { constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import { combineDimensions, DIMENSIONLESS, type Dimension } from '../../../shared/domain/dimension.ts'
import { powerProduct, type Factor } from '../powerProduct.ts'
import { prevailingSign, signPattern } from '../signPattern.ts'
import type { TrainingSample } from '../trainingSample.ts'
import { usableTransforms, type TargetTransform, type TransformId } from '../targetTransform.ts'
import type { Split } from './separability.ts'
import type { Workbench } from './workbench.ts'

/** T(y/S), S a power law in the inputs that a split sets apart, to be written as a sum. */
export interface SumTarget {
  readonly id: TransformId
  /** T(y/S) on rows with these inputs and targets. */
  readonly values: (x: readonly Float64Array[], y: Float64Array) => Float64Array
  /** dT(y/S)/dy; of noisy data the error of T by that of y, which near the zero of a square is that of its bend. */
  readonly slope: (x: readonly Float64Array[], y: Float64Array) => Float64Array
  /** y from the sum; null where the operators do not allow it. */
  readonly invert: (sum: Expr) => Expr | null
  /** Dimension of T(y/S), null where units are not known. */
  readonly dimension: Dimension | null
}

/** Share of rows of one sign from which on noisy data are taken to be of that sign. */
const ONE_SIGN_SHARE = 0.75

const POWERS: Readonly<Record<TransformId, number>> = {
  identity: 1,
  reciprocal: -1,
  square: 2,
  inverseSquare: -2,
  root: 0.5,
  log: 0
}

/**
 * All transforms that suit y/S and that the operators can undo. Of noisy data T(y/S) is the working response about the
 * mean m, T(m) + T′(m)·(y/S − m), which noise does not bend; the mean decides what suits.
 */
export function sumTargets({ sample, operators, names, units, noise }: Workbench, { powers }: Split): SumTarget[] {
  const mean = noise === null ? sample.y : noise.fitted(sample.x, sample.n)
  const reduced = divide(sample.x, mean, powers)
  if (!reduced.every(Number.isFinite)) return []
  // noise, or a mean that is not yet right, may turn the sign where the target is small
  const sign = noise === null ? signPattern(reduced) : prevailingSign(reduced, ONE_SIGN_SHARE)
  const isNegative = sign === 'negative'
  const ofOneSign = sign === 'mixed' ? reduced : reduced.map((value) => (isNegative ? -1 : 1) * Math.abs(value))
  const factors: Factor[] = powers.map(({ input, exponent }) => ({
    base: variable(names[input]!),
    exponent: Number.isInteger(exponent) ? constant(exponent) : constant(2 * exponent, 2)
  }))
  const dimension =
    units &&
    powers.reduce((rest, { input, exponent }) => combineDimensions(rest, units.inputs[input]!, -exponent), units.target)
  return usableTransforms(ofOneSign, operators).map((transform) => ({
    id: transform.id,
    values: (x, y) => {
      const own = divide(x, y, powers)
      return noise === null
        ? own.map(transform.evaluate)
        : response(transform, own, divide(x, noise.fitted(x, y.length), powers))
    },
    slope: (x, y) => {
      const at = divide(x, y, powers).map(transform.derivative)
      const slopes = divide(x, at, powers)
      // relative errors are small beside the target everywhere
      if (noise === null || noise.isRelative || transform.id !== 'square') return slopes
      const ones = new Float64Array(y.length).fill(Math.SQRT2 * noise.sigma)
      const bends = divide(x, divide(x, ones, powers), powers)
      return slopes.map((slope, i) => Math.hypot(slope, bends[i]!))
    },
    invert: (sum) => powerProduct(transform.invert(sum, isNegative), factors, operators),
    dimension: dimension && combineDimensions(DIMENSIONLESS, dimension, POWERS[transform.id])
  }))
}

/** Steps of more than the mean itself are cut: beyond them T′ says nothing. */
function response(
  { id, evaluate, derivative }: TargetTransform,
  values: Float64Array,
  means: Float64Array
): Float64Array {
  // the mean of a square is wrong by σ², which is but a constant
  if (id === 'identity' || id === 'square') return values.map(evaluate)
  return means.map((mean, i) => {
    const most = Math.abs(mean)
    return evaluate(mean) + derivative(mean) * Math.max(-most, Math.min(most, values[i]! - mean))
  })
}

function divide(x: readonly Float64Array[], y: Float64Array, powers: Split['powers']): Float64Array {
  return y.map((value, i) => powers.reduce((rest, { input, exponent }) => rest / x[input]![i]! ** exponent, value))
}

/** √ of the weights of T(y/S): equal ones for exact data, 1/σ_T for noisy data, whose errors of y are equal. */
export function sumRootWeights(
  { noise }: Pick<Workbench, 'noise'>,
  target: SumTarget,
  { x, y, weights }: Pick<TrainingSample, 'x' | 'y' | 'weights'>
): Float64Array {
  const roots = y.map((_, i) => Math.sqrt(weights?.[i] ?? 1))
  if (noise === null) return roots
  const slopes = target.slope(x, noise.fitted(x, y.length))
  return roots.map((root, i) => {
    const weight = 1 / Math.abs(slopes[i]!)
    return Number.isFinite(weight) ? root * weight : 0
  })
}
