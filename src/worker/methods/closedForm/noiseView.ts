import type { Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import type { TrainingSample } from '../trainingSample.ts'

/** What a search in noisy data goes by: the best law so far, and the size of the errors about it. */
export interface NoiseView {
  /** Standard deviation of y about the law. */
  readonly sigma: number
  /** The law on some rows. */
  readonly fitted: (x: readonly Float64Array[], n: number) => Float64Array
}

/** Null where the law has no finite value on some row, or leaves nothing. */
export function noiseView(law: Expr, names: readonly string[], sample: TrainingSample): NoiseView | null {
  const program = compile(law, names)
  const fitted = (x: readonly Float64Array[], n: number): Float64Array => {
    const values = new Float64Array(n)
    evaluator.evaluate(program, x, program.params, values)
    return values
  }
  const values = fitted(sample.x, sample.n)
  const sigma = Math.sqrt(values.reduce((sum, value, i) => sum + (sample.y[i]! - value) ** 2, 0) / sample.n)
  return sigma > 0 && Number.isFinite(sigma) ? { sigma, fitted } : null
}
