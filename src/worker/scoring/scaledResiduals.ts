import { evaluator } from '../kernel/evaluator.ts'
import type { FittedForm } from './fitForm.ts'
import type { JudgingSample } from './judgingSample.ts'

/** Residuals of the full fit on its scale, in units of their own width, by row of the sample; outliers drawn in. */
export function scaledResiduals(
  { program, params, scale, weights, variance }: FittedForm,
  sample: JudgingSample
): Float64Array {
  const values = new Float64Array(sample.n)
  evaluator.evaluate(program, sample.x, params, values)
  const width = Math.sqrt(variance) || 1
  return values.map((value, i) => ((scale.y[i]! - value) * Math.sqrt(weights?.[i] ?? 1)) / width)
}
