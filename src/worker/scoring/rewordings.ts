import { apply, constant, constValue, param, type Apply, type Expr } from '../../shared/domain/expr.ts'
import { simplify } from '../../shared/expression/simplify.ts'
import { buildTerm, termsOf, type Term } from '../../shared/expression/terms.ts'

const ONE = constant(1)
/** Of which the sum is the logarithm of a product. */
const LOGARITHMS: readonly Apply['operator'][] = ['log', 'log10']

/**
 * The same function in other words, in which its numbers may turn out to be simple: a sum of fitted terms as a fitted
 * factor times a sum of ratios, and a sum of logarithms as the logarithm of a product. One formula for each sum in it.
 */
export function rewordings(formula: Expr): Expr[] {
  return sumsOf(formula).flatMap((sum) =>
    [withCommonFactor(sum), withJoinedLogarithms(sum)].flatMap((other) =>
      other === null ? [] : [simplify(replaced(formula, sum, other))]
    )
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

/** c₁·A + c₂·B as c₁·(A + c₂/c₁·B); null where a term has no fitted number in front. */
function withCommonFactor(sum: Apply): Expr | null {
  const terms = termsOf(sum)
  const numbers = terms.flatMap(({ coefficient }) => (coefficient.kind === 'param' ? [coefficient.value] : []))
  const [first] = numbers
  if (terms.length < 2 || numbers.length < terms.length || !first) return null
  const ratios = terms.map(({ body }, i): Term => ({ coefficient: i === 0 ? ONE : param(numbers[i]! / first), body }))
  return apply('mul', param(first), sumOf(ratios))
}

/** p·log A + q·log B + c as log(A^p·B^q·eᶜ) for exact p and q; null where there is nothing to join. */
function withJoinedLogarithms(sum: Apply): Expr | null {
  const terms = termsOf(sum)
  const operator = LOGARITHMS.find((id) => terms.some((term) => argumentOf(term, id) !== null))
  if (operator === undefined) return null
  const powers = terms.flatMap((term) => argumentOf(term, operator) ?? [])
  const offset = terms.find(({ coefficient, body }) => coefficient.kind === 'param' && isOne(body))
  const base = operator === 'log10' ? 10 : Math.E
  const factor = offset?.coefficient.kind === 'param' ? base ** offset.coefficient.value : 1
  if (powers.length + (offset ? 1 : 0) < 2 || !Number.isFinite(factor) || factor === 0) return null
  const others = terms.filter((term) => term !== offset && argumentOf(term, operator) === null)
  const product = powers.reduce((all, power) => apply('mul', all, power), offset ? param(factor) : ONE)
  return others.length === 0 ? apply(operator, product) : apply('add', sumOf(others), apply(operator, product))
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
