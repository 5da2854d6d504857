import { apply, constant, constValue, param, type Apply, type Expr } from '../../shared/domain/expr.ts'
import { simplify } from '../../shared/expression/simplify.ts'
import { buildTerm, termsOf, type Term } from '../../shared/expression/terms.ts'

const ONE = constant(1)
/** Of which the sum is the logarithm of a product. */
const LOGARITHMS: readonly Apply['operator'][] = ['log', 'log10']

/** A longer sum is only divided by its first number. */
const SHORT = 3

/**
 * The same function in other words, in which its numbers may turn out to be simple: a sum of fitted terms as a fitted
 * factor times a sum of ratios, and a sum of logarithms as the logarithm of a product. Each differs in one sum.
 */
export function rewordings(formula: Expr): Expr[] {
  return sumsOf(formula).flatMap((sum) =>
    [...withCommonFactor(sum), ...withJoinedLogarithms(sum)].map((other) => simplify(replaced(formula, sum, other)))
  )
}

function isSum(expr: Expr): expr is Apply {
  return expr.kind === 'apply' && (expr.operator === 'add' || expr.operator === 'sub')
}

/** The sums of a formula that are not part of a larger one. */
function sumsOf(formula: Expr, isInSum = false): Apply[] {
  if (formula.kind !== 'apply') return []
  const own = isSum(formula) && !isInSum ? [formula] : []
  return [...own, ...formula.args.flatMap((arg) => sumsOf(arg, isSum(formula)))]
}

function replaced(formula: Expr, part: Expr, other: Expr): Expr {
  if (formula === part) return other
  if (formula.kind !== 'apply') return formula
  return { ...formula, args: formula.args.map((arg) => replaced(arg, part, other)) }
}

/**
 * c₁·A + c₂·B as |c₁|·(±A + c₂/|c₁|·B) and as |c₂|·(c₁/|c₂|·A ± B); none where a term has no fitted number in front. The
 * factor is negative only where all numbers are.
 */
function withCommonFactor(sum: Apply): Expr[] {
  const terms = termsOf(sum)
  const numbers = terms.flatMap(({ coefficient }) => (coefficient.kind === 'param' ? [coefficient.value] : []))
  if (terms.length < 2 || numbers.length < terms.length || numbers.includes(0)) return []
  const sign = numbers.some((number) => number > 0) ? 1 : -1
  return (terms.length > SHORT ? numbers.slice(0, 1) : numbers).map((number, k) => {
    const factor = sign * Math.abs(number)
    const ratio = (i: number) => (i === k ? constant(Math.sign(number) * sign) : param(numbers[i]! / factor))
    return apply('mul', param(factor), sumOf(terms.map(({ body }, i) => ({ coefficient: ratio(i), body }))))
  })
}

/** p·log A + q·log B + c as log(A^p·B^q·eᶜ) for exact p and q; none where there is nothing to join. */
function withJoinedLogarithms(sum: Apply): Expr[] {
  const terms = termsOf(sum)
  const operator = LOGARITHMS.find((id) => terms.some((term) => argumentOf(term, id) !== null))
  if (operator === undefined) return []
  const powers = terms.flatMap((term) => argumentOf(term, operator) ?? [])
  const offset = terms.find(({ coefficient, body }) => coefficient.kind === 'param' && isOne(body))
  const base = operator === 'log10' ? 10 : Math.E
  const factor = offset?.coefficient.kind === 'param' ? base ** offset.coefficient.value : 1
  if (powers.length + (offset ? 1 : 0) < 2 || !Number.isFinite(factor) || factor === 0) return []
  const others = terms.filter((term) => term !== offset && argumentOf(term, operator) === null)
  const product = powers.reduce((all, power) => apply('mul', all, power), offset ? param(factor) : ONE)
  const joined = apply(operator, product)
  return [others.length === 0 ? joined : apply('add', sumOf(others), joined)]
}

/** What stands in a logarithm, to the power of the exact number in front of it; null for any other term. */
function argumentOf({ coefficient, body }: Term, operator: Apply['operator']): Expr | null {
  if (coefficient.kind !== 'const' || body.kind !== 'apply' || body.operator !== operator) return null
  return apply('pow', body.args[0]!, coefficient)
}

function sumOf(terms: readonly Term[]): Expr {
  return terms.map(buildTerm).reduce((sum, term) => apply('add', sum, term))
}

function isOne(expr: Expr): boolean {
  return expr.kind === 'const' && constValue(expr) === 1
}
