import { differentiate } from '../../../shared/expression/differentiate.ts'
import type { Expr } from '../../../shared/domain/expr.ts'
import { compile, type Program } from '../../kernel/program.ts'
import { plainEvaluator } from '../../kernel/evaluator.ts'
import { termExpr, type LibraryTerm } from './libraryTerm.ts'

/** Values and slopes of terms over columns; each formula is compiled once. */
export interface TermColumns {
  /** Values of a term; `columns[j]` belongs to names[j]. */
  values(term: LibraryTerm, columns: readonly Float64Array[]): Float64Array
  /** ∂term/∂names[j]; null where the term does not depend on it. */
  slope(term: LibraryTerm, j: number, columns: readonly Float64Array[]): Float64Array | null
}

export function createTermColumns(names: readonly string[]): TermColumns {
  const programs = new Map<string, Program>()
  const slopes = new Map<string, Program | null>()

  // columns differ from one shuffle to the next: the evaluator that remembers columns would keep them all
  function run(program: Program, columns: readonly Float64Array[]): Float64Array {
    const out = new Float64Array(columns[0]?.length ?? 0)
    plainEvaluator.evaluate(program, columns, [], out)
    return out
  }

  function remembered<T>(cache: Map<string, T>, key: string, make: () => T): T {
    const known = cache.get(key)
    if (known !== undefined) return known
    const made = make()
    cache.set(key, made)
    return made
  }

  return {
    values: (term, columns) =>
      run(
        remembered(programs, term.key, () => compile(termExpr(term), names)),
        columns
      ),
    slope(term, j, columns) {
      const program = remembered(slopes, `${j} ${term.key}`, () => {
        const derivative = differentiate(termExpr(term), names[j]!)
        return isZero(derivative) ? null : compile(derivative, names)
      })
      return program && run(program, columns)
    }
  }
}

function isZero(expr: Expr): boolean {
  return expr.kind === 'const' && expr.numerator === 0
}
