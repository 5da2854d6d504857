import { apply, constValue, type Expr } from '../domain/expr.ts'
import { evaluate } from './evaluate.ts'
import { buildProduct, compareTexts, productOf, type Factor } from './factors.ts'
import {
  addNumerals,
  finiteParam,
  isExactly,
  MINUS_ONE,
  multiplyNumerals,
  negateNumeral,
  numeralValue,
  ONE,
  ZERO,
  type Numeral
} from './numeral.ts'
import { hasVariable, shapeKey, structureKey } from './structure.ts'

/** coefficient · body; body 1 for a constant. */
export interface Term {
  readonly coefficient: Numeral
  readonly body: Expr
}

/** The terms of a simplified sum; a formula that is no sum is its only term. */
export function termsOf(expr: Expr, sign: Numeral = ONE): Term[] {
  if (expr.kind === 'apply') {
    const [a, b] = expr.args
    if (expr.operator === 'add') return [...termsOf(a!, sign), ...termsOf(b!, sign)]
    if (expr.operator === 'sub') return [...termsOf(a!, sign), ...termsOf(b!, negateNumeral(sign))]
    if (expr.operator === 'neg') return termsOf(a!, negateNumeral(sign))
  }
  const { coefficient, factors } = productOf(expr)
  // a sign is ±1, so this product always exists
  return [{ coefficient: multiplyNumerals(coefficient, sign)!, body: buildProduct({ coefficient: ONE, factors }) }]
}

/** Adds terms up: equal ones merge, fitted numbers absorb exact ones. */
export function sumOf(terms: readonly Term[]): Expr {
  const groups = new Map<string, Addend[]>()
  for (const term of terms) {
    const addend = split(term)
    const key = structureKey(addend.varying)
    groups.set(key, addTo(groups.get(key) ?? [], addend))
  }
  const merged = [...groups.values()].flat().map(joinAddend)
  return buildSum(merged.filter(({ coefficient }) => !isExactly(coefficient, 0)))
}

/** A term cut in three: a number, constants that are no number such as √2, and the part with variables. */
interface Addend {
  readonly coefficient: Numeral
  readonly fixed: readonly Factor[]
  readonly varying: Expr
}

function split({ coefficient, body }: Term): Addend {
  const product = productOf(body)
  const isFixed = ({ base }: Factor) => !hasVariable(base)
  return {
    coefficient,
    fixed: product.factors.filter(isFixed),
    varying: buildProduct({ coefficient: ONE, factors: product.factors.filter((factor) => !isFixed(factor)) })
  }
}

function addTo(addends: readonly Addend[], addend: Addend): Addend[] {
  const all = [...addends, addend]
  if (all.some(({ coefficient }) => coefficient.kind === 'param')) {
    const total = all.reduce((sum, one) => sum + evaluate(buildTerm(joinAddend({ ...one, varying: ONE })), {}), 0)
    const coefficient = finiteParam(total)
    return coefficient ? [{ coefficient, fixed: [], varying: addend.varying }] : all
  }
  const key = fixedKey(addend)
  for (const [i, other] of addends.entries()) {
    const sum = fixedKey(other) === key ? addNumerals(other.coefficient, addend.coefficient) : null
    if (sum) return addends.with(i, { ...other, coefficient: sum })
  }
  return all
}

const fixedKey = ({ fixed }: Addend): string => structureKey(buildProduct({ coefficient: ONE, factors: fixed }))

function joinAddend({ coefficient, fixed, varying }: Addend): Term {
  return { coefficient, body: buildProduct({ coefficient: ONE, factors: [...fixed, ...productOf(varying).factors] }) }
}

export function buildTerm({ coefficient, body }: Term): Expr {
  return buildProduct({ coefficient, factors: productOf(body).factors })
}

/** Puts a sum together: high powers first, the constant last, and a positive term in front where there is one. */
function buildSum(terms: readonly Term[]): Expr {
  const sorted = [...terms].sort(compareTerms)
  const isNegative = ({ coefficient }: Term) => numeralValue(coefficient) < 0
  const lead = isNegative(sorted[0] ?? { coefficient: ONE, body: ONE }) ? sorted.findIndex((t) => !isNegative(t)) : 0
  const [first, ...rest] = lead > 0 ? [sorted[lead]!, ...sorted.filter((_, i) => i !== lead)] : sorted
  if (!first) return ZERO
  return rest.reduce<Expr>(
    (sum, term) =>
      isNegative(term)
        ? apply('sub', sum, buildTerm({ ...term, coefficient: negateNumeral(term.coefficient) }))
        : apply('add', sum, buildTerm(term)),
    buildTerm(first)
  )
}

function compareTerms(a: Term, b: Term): number {
  return (
    Number(hasVariable(b.body)) - Number(hasVariable(a.body)) ||
    degree(b.body) - degree(a.body) ||
    compareTexts(shapeKey(a.body), shapeKey(b.body)) ||
    compareTexts(structureKey(a.body), structureKey(b.body)) ||
    compareTexts(shapeKey(a.coefficient), shapeKey(b.coefficient))
  )
}

/** Total power of the variables that are plain factors; a fitted exponent counts 1, so that no fit changes the order. */
function degree(body: Expr): number {
  return productOf(body).factors.reduce(
    (sum, { base, exponent }) =>
      base.kind === 'var' ? sum + (exponent.kind === 'const' ? constValue(exponent) : 1) : sum,
    0
  )
}

/** The formula with the opposite sign. */
export function negate(expr: Expr): Expr {
  return sumOf(termsOf(expr, MINUS_ONE))
}
