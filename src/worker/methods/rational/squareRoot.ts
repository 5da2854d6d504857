import { add, multiplied, ratioOf, type Part, type Polynomial } from './polynomial.ts'

/** Coefficients that were found in data agree so well; what is written with them is fitted again. */
const AGREEING = 1e-6
const MOST_PARTS = 6

/** The polynomial whose square this one is, its leading part positive, by long division; null where there is none. */
export function squareRootOf(polynomial: Polynomial): Polynomial | null {
  const lead = leadingPart(polynomial)
  if (lead === null || !(lead.coefficient > 0) || lead.exponents.some((exponent) => exponent % 2 !== 0)) return null
  const first = { exponents: lead.exponents.map((exponent) => exponent / 2), coefficient: Math.sqrt(lead.coefficient) }
  let root: Polynomial = [first]
  let rest = add(polynomial, multiplied(root, first), -1, AGREEING)
  for (let top = leadingPart(rest); top !== null; top = leadingPart(rest)) {
    const next = ratioOf(top, { ...first, coefficient: 2 * first.coefficient })
    if (root.length === MOST_PARTS || next.exponents.some((exponent) => exponent < 0)) return null
    // (r + s)² − r² = 2rs + s²
    const twice = multiplied(root, { ...next, coefficient: 2 * next.coefficient })
    rest = add(add(rest, twice, -1, AGREEING), multiplied([next], next), -1, AGREEING)
    root = [...root, next]
  }
  return root
}

/** The part that comes first in the order of exponents, the first generator before the second; null for 0. */
function leadingPart(polynomial: Polynomial): Part | null {
  return [...polynomial].sort((a, b) => byExponents(b, a))[0] ?? null
}

function byExponents(a: Part, b: Part): number {
  const at = a.exponents.findIndex((exponent, g) => exponent !== b.exponents[g])
  return at < 0 ? 0 : a.exponents[at]! - b.exponents[at]!
}
