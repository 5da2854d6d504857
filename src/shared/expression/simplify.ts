import { fold, type Expr } from '../domain/expr.ts'
import { evaluate } from './evaluate.ts'
import { joinProducts, productOf } from './factors.ts'
import type { OperatorId } from '../domain/operators.ts'
import { finiteParam, HALF, MINUS_ONE, ONE, rational } from './numeral.ts'
import { simplifyFunction } from './simplifyFunction.ts'
import { simplifyPower, simplifyProduct } from './simplifyProduct.ts'
import { hasParam, hasVariable, structureKey } from './structure.ts'
import { negate, sumOf, termsOf } from './terms.ts'

/** Rounds after which a form is taken as final; two are enough for almost every formula. */
const MAX_ROUNDS = 8

/**
 * The formula in one canonical, mostly shorter form with the same value wherever it was defined: exact constants folded
 * exactly, fitted numbers combined, equal terms and powers collected, commutative operands in a fixed order. Poles may
 * vanish, as in x/x. Simplify before a fit: Params may be fewer and stand in another order. Idempotent.
 */
export function simplify(expr: Expr): Expr {
  let current = simplifyOnce(expr)
  for (let round = 1; round < MAX_ROUNDS; round++) {
    const next = simplifyOnce(current)
    if (structureKey(next) === structureKey(current)) break
    current = next
  }
  return current
}

function simplifyOnce(expr: Expr): Expr {
  return fold<Expr>(expr, {
    const: (node) => rational(node.numerator, node.denominator, node.symbol) ?? node,
    param: (node) => finiteParam(node.value) ?? node,
    var: (node) => node,
    apply: (node, args) => foldFitted({ ...node, args }) ?? simplifyApply(node.operator, args)
  })
}

/** A formula of fitted numbers without variables is one fitted number. */
function foldFitted(expr: Expr): Expr | null {
  if (expr.kind !== 'apply' || hasVariable(expr) || !hasParam(expr)) return null
  return finiteParam(evaluate(expr, {}))
}

function simplifyApply(operator: OperatorId, [a, b]: readonly Expr[]): Expr {
  switch (operator) {
    case 'add':
      return sumOf([...termsOf(a!), ...termsOf(b!)])
    case 'sub':
      return sumOf([...termsOf(a!), ...termsOf(b!, MINUS_ONE)])
    case 'neg':
      return negate(a!)
    case 'mul':
      return simplifyProduct(joinProducts(productOf(a!), productOf(b!)))
    case 'div':
      return simplifyProduct(
        joinProducts(productOf(a!), { coefficient: ONE, factors: [{ base: b!, exponent: MINUS_ONE }] })
      )
    case 'sqrt':
      return simplifyPower(a!, HALF)
    case 'pow':
      return simplifyPower(a!, b!)
    default:
      return simplifyFunction(operator, a!)
  }
}
