import { complexity } from '../../../shared/domain/complexity.ts'
import { mapExpr, param, withParams, type Expr } from '../../../shared/domain/expr.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { compile } from '../../kernel/program.ts'
import { fitParams } from '../../numeric/levenbergMarquardt.ts'
import { mostNumbers } from '../../scoring/mostNumbers.ts'
import type { Draft, Shortlist } from '../shortlist.ts'
import type { TrainingSample } from '../trainingSample.ts'

/** Fits formulas on the sample, each but once, and hands the promising ones to the shortlist. */
export interface Proposals {
  /** Null where the formula is too long, known already, or without a finite value on some row. */
  offer(expression: Expr | null, steps?: number): Draft | null
  /** Whether some formula leaves nothing but rounding. */
  isExact(): boolean
}

const FIT_STEPS = 12
/** Start values that agree to so many digits lead to the same fit. */
const START_DIGITS = 2

export function createProposals(
  sample: TrainingSample,
  names: readonly string[],
  maxComplexity: number,
  shortlist: Shortlist,
  count: (evaluations: number, nodeEvaluations: number) => void
): Proposals {
  const seen = new Set<string>()

  function fitted(form: Expr, steps: number): Expr | null {
    const program = compile(form, names)
    if (program.paramCount === 0) return form
    if (program.paramCount > mostNumbers(sample.n)) return null
    const fit = fitParams(program, sample.x, sample.y, sample.weights, program.params, {
      maxIterations: steps,
      tolerance: 1e-13
    })
    if (fit.kind === 'failed') return null
    count(2 * fit.iterations, 2 * fit.iterations * program.nodes * sample.n)
    return fit.params.every(Number.isFinite) ? withParams(form, fit.params) : null
  }

  return {
    offer(expression, steps = FIT_STEPS) {
      if (expression === null) return null
      const form = simplify(expression)
      if (complexity(form) > maxComplexity) return null
      const key = JSON.stringify(
        mapExpr(form, { param: ({ value }) => param(Number(value.toPrecision(START_DIGITS))) })
      )
      if (seen.has(key)) return null
      seen.add(key)
      return shortlist.offer(fitted(form, steps))
    },
    isExact: () => shortlist.best()?.isExact === true
  }
}
