import type { Expr } from '../../../shared/domain/expr.ts'
import { TRAINING, type Problem } from '../../../shared/domain/problem.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { mostNumbers } from '../../scoring/mostNumbers.ts'
import { knowledgeFilter } from '../../scoring/knowledgeCheck.ts'
import type { ArchiveLimits } from './archive.ts'

const MAX_HELD_OUT = 400

/**
 * What the archive of a search on this problem admits. More fitted numbers for so many rows, or longer formulas, are
 * marked by the judge and never recommended; a formula without a value on some row, such as a free power of a negative
 * number, or one that breaks what the user knows, would only keep better ones out.
 */
export function limitsFor(problem: Problem): ArchiveLimits {
  const { n, part, x } = problem
  const names = problem.inputs.map(({ name }) => name)
  const heldOut = Uint32Array.from(part.keys()).filter((row) => part[row] !== TRAINING)
  const step = Math.max(1, Math.ceil(heldOut.length / MAX_HELD_OUT))
  const rows = heldOut.filter((_, k) => k % step === 0)
  const values = new Float64Array(rows.length)
  const isAllowed = knowledgeFilter(problem)
  return {
    maxComplexity: Math.min(problem.maxComplexity, Math.max(12, n)),
    maxParams: Math.floor(mostNumbers(n)),
    isAdmissible(expression: Expr) {
      const program = compile(expression, names)
      evaluator.evaluate(program, x, program.params, values, rows)
      return values.every(Number.isFinite) && isAllowed?.(expression) !== false
    }
  }
}
