import type { Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { signPattern } from '../signPattern.ts'
import type { TrainingSample } from '../trainingSample.ts'
import { smoothFit } from './smoothCorrection.ts'

/**
 * What a search in noisy data goes by: the mean of the data as well as it is known, which is the best law so far with a
 * smooth correction, and the size of the errors about it.
 */
export interface NoiseView {
  /** The rows that were looked at, with the weights that their errors ask for: row i has the error sigma/√wᵢ. */
  readonly sample: TrainingSample
  /** Whether the errors look relative to the mean rather than equal. */
  readonly isRelative: boolean
  /** Standard deviation of y about the mean; of relative errors that at the geometric mean of the law. */
  readonly sigma: number
  /** Whether what is left about the mean looks like noise; null where rows are too few to tell. */
  readonly isRough: boolean | null
  /** The mean on some rows; for reading only. */
  readonly fitted: (x: readonly Float64Array[], n: number) => Float64Array
}

/** The likelier kind of errors must leave so much less of the standard deviation: laws that are not yet right mislead. */
const LIKELIER = 0.9

/**
 * Null where the law has no finite value on some row, or leaves nothing.
 * @param areErrorsGiven whether the weights of the sample are all there is to know of its errors
 */
export function noiseView(
  law: Expr,
  names: readonly string[],
  sample: TrainingSample,
  areErrorsGiven = sample.weights !== null
): NoiseView | null {
  const program = compile(law, names)
  const lawOn = (x: readonly Float64Array[], n: number): Float64Array => {
    const values = new Float64Array(n)
    evaluator.evaluate(program, x, program.params, values)
    return values
  }
  const values = lawOn(sample.x, sample.n)
  if (!values.every(Number.isFinite)) return null
  const equal = viewOf(sample, false, lawOn, values)
  const weights = areErrorsGiven ? null : relativeWeights(sample, values)
  const relative = weights && viewOf({ ...sample, weights }, true, lawOn, values)
  return relative !== null && (equal === null || relative.sigma < LIKELIER * equal.sigma) ? relative : equal
}

/**
 * Weights of errors that are a share of the law, whose geometric mean is 1, so that σ tells the likelihood of both kinds;
 * null where a target of one sign is not what the law says.
 */
function relativeWeights({ y }: TrainingSample, law: Float64Array): Float64Array | null {
  const sign = signPattern(y)
  if (sign === 'mixed' || signPattern(law) !== sign) return null
  const logs = law.map((value) => Math.log(Math.abs(value)))
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
  return logs.map((log) => Math.exp(2 * (mean - log)))
}

function viewOf(
  sample: TrainingSample,
  isRelative: boolean,
  lawOn: NoiseView['fitted'],
  values: Float64Array
): NoiseView | null {
  const { correction, isRough } = smoothFit(sample, values)
  const square =
    values.reduce((sum, value, i) => sum + (sample.weights?.[i] ?? 1) * (sample.y[i]! - value) ** 2, 0) / sample.n
  const sigma = Math.sqrt(correction?.variance ?? square)
  // the same few rows are asked for again and again
  const known = new WeakMap<readonly Float64Array[], Float64Array>()
  const fitted: NoiseView['fitted'] = (x, n) => {
    const earlier = known.get(x)
    if (earlier !== undefined) return earlier
    const mean = correction === null ? lawOn(x, n) : correction.apply(lawOn(x, n), x)
    known.set(x, mean)
    return mean
  }
  return sigma > 0 && Number.isFinite(sigma) ? { sample, isRelative, sigma, isRough, fitted } : null
}
