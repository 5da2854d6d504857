import { evaluator } from '../kernel/evaluator.ts'
import { correlation } from '../numeric/correlation.ts'
import type { FittedForm } from './fitForm.ts'
import type { JudgingSample } from './judgingSample.ts'

/** Fewer rows tell little of what follows what. */
const MIN_ROWS = 30
/** Correlation of a residual with the next from which the rows follow one another: a Durbin–Watson statistic below 1. */
const FOLLOWS = 0.5
const SURELY_FOLLOWS = 5
/** A share of steps in one direction that makes an input the order of the rows. */
const ORDERED = 0.95
/** Standard deviations of a correlation from which the changes of the target go with those of the law. */
const GOES_WITH = 4
/** Residuals of walks that have nothing to do with each other seem to return: ρ comes out too small by about so much over n. */
const SEEMING_RETURN = 4

/**
 * Whether a law may say no more than that target and inputs drift: its residuals follow the order of the rows, and from one
 * row to the next the target does not change as the law does, neither in plain differences nor in those that leave
 * independent errors (Cochrane and Orcutt 1949). Two walks that know nothing of each other look like a law as long as
 * neither comes back. False where an input gives the order: then the residuals follow that input.
 *
 * Source: C. W. J. Granger and P. Newbold, "Spurious regressions in econometrics" (1974),
 * doi:10.1016/0304-4076(74)90034-7.
 */
export function sharesOnlyDrift({ program, params, scale }: FittedForm, sample: JudgingSample): boolean {
  const { n, x } = sample
  if (n < MIN_ROWS || x.some(isOrdered)) return false
  const values = new Float64Array(n)
  evaluator.evaluate(program, x, params, values)
  const residuals = values.map((value, i) => scale.y[i]! - value)
  const follows = correlation(residuals.subarray(1), residuals.subarray(0, n - 1))
  if (follows < Math.max(FOLLOWS, SURELY_FOLLOWS / Math.sqrt(n))) return false
  const returns = Math.min(1, follows + (SEEMING_RETURN + program.paramCount) / n)
  return [1, returns].every((share) => {
    const together = correlation(changes(scale.y, share), changes(values, share))
    return together * Math.sqrt(n) < GOES_WITH
  })
}

/** What is new in each row, given so large a share of the one before. */
function changes(values: Float64Array, share: number): Float64Array {
  return values.subarray(1).map((value, i) => value - share * values[i]!)
}

function isOrdered(values: Float64Array): boolean {
  const steps = changes(values, 1)
  const rising = steps.filter((step) => step >= 0).length
  const falling = steps.filter((step) => step <= 0).length
  return Math.max(rising, falling) >= ORDERED * steps.length
}
