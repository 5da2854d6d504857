import type { Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import type { TrainingSample } from '../trainingSample.ts'
import { smoothFit } from './smoothCorrection.ts'

/**
 * What a search in noisy data goes by: the mean of the data as well as it is known, which is the best law so far with a
 * smooth correction, and the size of the errors about it.
 */
export interface NoiseView {
  /** Standard deviation of y about the mean. */
  readonly sigma: number
  /** Whether what is left about the mean looks like noise. */
  readonly isRough: boolean
  /** The mean on some rows; for reading only. */
  readonly fitted: (x: readonly Float64Array[], n: number) => Float64Array
}

/** Null where the law has no finite value on some row, or leaves nothing. */
export function noiseView(law: Expr, names: readonly string[], sample: TrainingSample): NoiseView | null {
  const program = compile(law, names)
  const lawOn = (x: readonly Float64Array[], n: number): Float64Array => {
    const values = new Float64Array(n)
    evaluator.evaluate(program, x, program.params, values)
    return values
  }
  const values = lawOn(sample.x, sample.n)
  if (!values.every(Number.isFinite)) return null
  const { correction, isRough } = smoothFit(sample, values)
  const square = values.reduce((sum, value, i) => sum + (sample.y[i]! - value) ** 2, 0) / sample.n
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
  return sigma > 0 && Number.isFinite(sigma) ? { sigma, isRough, fitted } : null
}
