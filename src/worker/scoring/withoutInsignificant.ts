import { constant, paramValues, variableNames, withParams, type Expr } from '../../shared/domain/expr.ts'
import { simplify } from '../../shared/expression/simplify.ts'
import { standardErrors, type FittedForm } from './fitForm.ts'
import type { JudgingSample } from './judgingSample.ts'

/** A number within so many standard errors of a value that leaves no number may be none. */
const REACH = 2
/** Values at which a summand, a factor, an exponent or an offset is no longer there. */
const NEUTRAL = [0, 1, -1]
const MOST = 4

/**
 * The form without one of the fitted numbers that the data do not tell from none: `a*x + b` as `a*x` where b is
 * 0.3 ± 0.8, `x^p*z` as `z` where p is 0.1 ± 0.2. The least certain first, at most four; none that is a mere constant.
 */
export function withoutInsignificant(form: Expr, fit: FittedForm, sample: JudgingSample): Expr[] {
  const count = fit.program.paramCount
  return standardErrors(fit, sample)
    .flatMap((error, i) => {
      const value = fit.params[i]!
      return NEUTRAL.map((neutral) => ({
        i,
        neutral,
        away: error === null ? Infinity : Math.abs(value - neutral) / error
      }))
    })
    .filter(({ away }) => away < REACH)
    .sort((a, b) => a.away - b.away)
    .map(({ i, neutral }) =>
      simplify(
        withParams(
          form,
          Array.from(fit.params, (value, k) => (k === i ? constant(neutral) : value))
        )
      )
    )
    .filter((other) => variableNames(other).length > 0 && paramValues(other).length < count)
    .slice(0, MOST)
}
