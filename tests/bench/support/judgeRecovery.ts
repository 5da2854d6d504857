import { withParams } from '../../../src/shared/domain/expr.ts'
import type { Law } from '../../../src/shared/domain/law.ts'
import { evaluator } from '../../../src/worker/kernel/evaluator.ts'
import { compile, type Program } from '../../../src/worker/kernel/program.ts'
import { fitParams } from '../../../src/worker/numeric/levenbergMarquardt.ts'
import { standardDeviation, type Points } from './benchProblem.ts'

/** Error of an exact law on fresh points, relative to their spread. */
const EXACT = 1e-9
/** The same for a law whose form is right beyond doubt: beside a pole the last digits of its numbers are magnified. */
const EXACT_IN_FORM = 1e-6
/** What a form that is right leaves of rows without noise, fitted to them; an approximation with many numbers leaves more. */
const ROUNDING = 1e-12
/** The same where it is told from noise: a form found there is short, and approximates badly. */
const SAME_FORM = 1e-5
const MAX_UNDEFINED = 0.01

export interface RecoveryVerdict {
  readonly isRecovered: boolean
  /** Relative error of the law on fresh points of the enlarged range. */
  readonly error: number
  /** Why it was not recovered, else empty. */
  readonly reason: string
}

/** Whether a law is the one that the rows were made with: without noise to its last digits, under noise in its form. */
export function judgeRecovery(
  law: Pick<Law, 'expression' | 'form' | 'parameters'>,
  names: readonly string[],
  { clean, fresh, noise }: { readonly clean: Points; readonly fresh: Points; readonly noise: number }
): RecoveryVerdict {
  const program = compile(law.expression, names)
  const error = errorOf(program, program.params, fresh)
  if (noise === 0) {
    const isRecovered = error < EXACT || (error < EXACT_IN_FORM && formError(law, names, clean) < ROUNDING)
    return { isRecovered, error, reason: isRecovered ? '' : 'not exact on fresh points' }
  }
  // the numbers of the right form err as the noise has it
  if (formError(law, names, clean) < SAME_FORM) return { isRecovered: true, error, reason: '' }
  return {
    isRecovered: false,
    error,
    reason: error < noise / 3 ? 'close, but of another form' : 'wrong beyond the data'
  }
}

/** Error of the form of a law when its numbers are fitted to rows without noise. */
function formError({ form, parameters }: Pick<Law, 'form' | 'parameters'>, names: readonly string[], clean: Points) {
  const program = compile(
    withParams(
      form,
      parameters.map(({ value }) => value)
    ),
    names
  )
  const fit = fitParams(program, clean.x, clean.y, null, program.params, { maxIterations: 100 })
  return fit.kind === 'failed' ? Infinity : errorOf(program, fit.params, clean)
}

function errorOf(program: Program, params: ArrayLike<number>, { x, y }: Points): number {
  const values = new Float64Array(y.length)
  evaluator.evaluate(program, x, params, values)
  const defined = [...values.keys()].filter((i) => Number.isFinite(values[i]))
  if (defined.length < y.length * (1 - MAX_UNDEFINED)) return Infinity
  const squares = defined.reduce((sum, i) => sum + (values[i]! - y[i]!) ** 2, 0)
  return Math.sqrt(squares / defined.length) / standardDeviation(y)
}
