import { apply, mapExpr, param, variableNames, type Expr } from '../../shared/domain/expr.ts'
import type { Law } from '../../shared/domain/law.ts'
import { canonicalKey } from '../../shared/expression/canonicalKey.ts'
import { lawStructureBits } from './lawStructure.ts'

/** Ratio of errors beyond the data that tells laws of the same length apart. */
const FARTHER = Math.log(1.1)
/** Fewer rows beyond the data may come out well by chance. */
const ROWS_BEYOND = 5
/** R² beyond the data from which nothing but rounding is left. */
const EXACT_BEYOND = 1 - 1e-12

/**
 * Laws that the data cannot tell apart, the simplest first: by the bits that name the formula. A fitted number is a mere
 * symbol there, for the data have set it, but an exact one is a claim with its price, so that 5/8 is no shorter than a
 * number that is left open. Of laws as simple as each other the one that does better beyond the data comes first, then
 * the one with the shorter description.
 * @param laws in order of description length
 * @param alike bits by which formulas may differ and still be as simple as each other
 */
export function simplestFirst(laws: readonly Law[], alike: number): Law[] {
  const inputCount = new Set(laws.flatMap(({ expression }) => variableNames(expression))).size
  // whether a number of a form is exact, and which an exponent is, the description length has settled
  const ofForms = new Map<string, number>()
  const bits = laws.map((law) => {
    const key = canonicalKey(withFreeExponents(law.form))
    const known = ofForms.get(key) ?? lawStructureBits(law, inputCount)
    ofForms.set(key, known)
    return known
  })
  const least = Math.min(...bits)
  return laws
    .map((law, i) => ({ law, steps: Math.floor((bits[i]! - least) / alike) }))
    .sort(
      (a, b) =>
        a.steps - b.steps ||
        errorBeyond(a.law) - errorBeyond(b.law) ||
        a.law.descriptionLength - b.law.descriptionLength
    )
    .map(({ law }) => law)
}

function withFreeExponents(form: Expr): Expr {
  return mapExpr(form, {
    apply: ({ operator }, args) => {
      const isPower = operator === 'sqrt' || (operator === 'pow' && args[1]!.kind === 'const')
      return isPower ? apply('pow', args[0]!, param(Math.SQRT2)) : apply(operator, ...args)
    }
  })
}

/** In steps of a tenth, so that noise does not decide, nor rounding among exact laws; 0 where few rows lie beyond. */
function errorBeyond({ extrapolation }: Law): number {
  if (extrapolation === null || extrapolation.rows < ROWS_BEYOND) return 0
  const { rmse, rSquared } = extrapolation
  return rSquared > EXACT_BEYOND ? -Number.MAX_SAFE_INTEGER : Math.round(Math.log(rmse) / FARTHER)
}
