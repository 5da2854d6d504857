import { apply, constant, param, type Expr } from '../domain/expr.ts'
import { OPERATORS, type OperatorId } from '../domain/operators.ts'
import { buildProduct, joinProducts, productOf, type Factor, type Product } from './factors.ts'
import {
  asSmallRational,
  isEuler,
  isExactly,
  isWhole,
  MINUS_ONE,
  multiplyNumerals,
  negateNumeral,
  numeralValue,
  ONE,
  powerOfNumeral,
  type Numeral
} from './numeral.ts'
import { simplifyPower, simplifyProduct } from './simplifyProduct.ts'
import { buildTerm, negate, sumOf, termsOf } from './terms.ts'

const ODD: ReadonlySet<OperatorId> = new Set(['sin', 'tan', 'asin', 'atan', 'sinh', 'tanh', 'cbrt'])
const EVEN: ReadonlySet<OperatorId> = new Set(['cos', 'cosh', 'abs'])
/** Functions that undo the one inside wherever that one is defined. */
const UNDOES: Partial<Record<OperatorId, OperatorId>> = {
  log: 'exp',
  sin: 'asin',
  cos: 'acos',
  tan: 'atan'
}

/** A function of a simplified argument in its simplest form. */
export function simplifyFunction(operator: OperatorId, argument: Expr): Expr {
  const exact = exactValue(operator, argument)
  if (exact) return exact
  if (argument.kind === 'apply' && argument.operator === UNDOES[operator]) return argument.args[0]!
  const product = productOf(argument)
  if (numeralValue(product.coefficient) < 0 && (ODD.has(operator) || EVEN.has(operator))) {
    const mirrored = simplifyFunction(operator, negateProduct(product))
    return ODD.has(operator) ? negate(mirrored) : mirrored
  }
  switch (operator) {
    case 'exp':
      return simplifyExp(product) ?? simplifyExpOfSum(argument) ?? apply('exp', argument)
    case 'log':
    case 'log10':
      return simplifyLog(operator, product) ?? apply(operator, argument)
    case 'abs':
      return simplifyAbs(product) ?? apply('abs', argument)
    case 'cbrt':
      return simplifyCubeRoot(product) ?? apply('cbrt', argument)
    default:
      return apply(operator, argument)
  }
}

/** Values that are exact: at 0, and exp(1), log(1), log10 of powers of ten, acos(1). */
function exactValue(operator: OperatorId, argument: Expr): Expr | null {
  if (argument.kind !== 'const') return null
  if (operator === 'exp' && isExactly(argument, 1)) return constant(1, 1, 'e')
  if (operator === 'log' && isEuler(argument)) return ONE
  if (argument.symbol !== null) return null
  const value = numeralValue(argument)
  const isSpecial = value === 0 || value === 1 || operator === 'log10'
  const result = OPERATORS[operator].evaluate(value, 0)
  if (!isSpecial || !Number.isInteger(result)) return null
  return operator !== 'log10' || 10 ** result === value ? constant(result + 0) : null
}

function negateProduct({ coefficient, factors }: Product): Expr {
  return buildProduct({ coefficient: negateNumeral(coefficient), factors })
}

/** exp(k·log b) is b^k. */
function simplifyExp({ coefficient, factors }: Product): Expr | null {
  const found = factors.findIndex(
    ({ base, exponent }) => base.kind === 'apply' && base.operator === 'log' && isExactly(exponent, 1)
  )
  const logarithm = factors[found]?.base
  if (logarithm?.kind !== 'apply') return null
  const power = buildProduct({ coefficient, factors: factors.filter((_, i) => i !== found) })
  return simplifyPower(logarithm.args[0]!, power)
}

/** Fitted exponents up to this size give a factor that is a number of ordinary size. */
const MAX_FACTORED = 200

/** exp(c + k·log b + rest) is exp(c)·b^k·exp(rest), where c is fitted: a power law that was found in logarithms. */
function simplifyExpOfSum(argument: Expr): Expr | null {
  const terms = termsOf(argument)
  if (terms.length < 2) return null
  const outside: Expr[] = []
  let coefficient: Numeral = ONE
  const rest = terms.filter((term) => {
    if (isExactly1(term.body) && term.coefficient.kind === 'param' && Math.abs(term.coefficient.value) < MAX_FACTORED) {
      coefficient = param(Math.exp(term.coefficient.value))
      return false
    }
    const power = simplifyExp(productOf(buildTerm(term)))
    if (power !== null) outside.push(power)
    return power === null
  })
  if (rest.length === terms.length) return null
  if (rest.length > 0) outside.push(simplifyFunction('exp', sumOf(rest)))
  return outside.reduce<Expr>(
    (product, factor) => simplifyProduct(joinProducts(productOf(product), productOf(factor))),
    coefficient
  )
}

function isExactly1(body: Expr): boolean {
  return body.kind === 'const' && isExactly(body, 1)
}

/** log(b^k) is k·log(b), unless k is even: then b may be negative. */
function simplifyLog(operator: 'log' | 'log10', { coefficient, factors }: Product): Expr | null {
  const [only] = factors
  if (!only || factors.length > 1 || !isExactly(coefficient, 1) || isExactly(only.exponent, 1)) return null
  if (numeralValue(only.exponent) % 2 === 0) return null
  const inner = productOf(simplifyFunction(operator, only.base))
  return simplifyProduct({ coefficient: only.exponent, factors: [{ base: buildProduct(inner), exponent: ONE }] })
}

/** |c·a·b| is |c|·a·|b| where a cannot be negative. */
function simplifyAbs({ coefficient, factors }: Product): Expr | null {
  const open = factors.filter(isNonNegative)
  const inside = factors.filter((factor) => !isNonNegative(factor))
  if (open.length === 0 && isExactly(coefficient, 1)) return null
  const base = buildProduct({ coefficient: ONE, factors: inside })
  const rest: Factor[] = inside.length > 0 ? [{ base: apply('abs', base), exponent: ONE }] : []
  return simplifyProduct({ coefficient, factors: [...open, ...rest] })
}

function isNonNegative({ base, exponent }: Factor): boolean {
  const value = numeralValue(exponent)
  if (!Number.isInteger(value) || value % 2 === 0) return true
  if (base.kind === 'const') return numeralValue(base) >= 0
  return base.kind === 'apply' && ['exp', 'abs', 'cosh', 'sqrt', 'acos'].includes(base.operator)
}

/** Fitted numbers and exact cubes leave a cube root; the root of one cube is its base. */
function simplifyCubeRoot({ coefficient, factors }: Product): Expr | null {
  const root = cubeRootOfNumeral(coefficient)
  if (root && !isExactly(coefficient, 1)) {
    const inner = simplifyFunction('cbrt', buildProduct({ coefficient: ONE, factors }))
    return simplifyProduct({ coefficient: root, factors: [{ base: inner, exponent: ONE }] })
  }
  const [only] = factors
  if (!root || factors.length !== 1 || !isWhole(only!.exponent) || numeralValue(only!.exponent) % 3 !== 0) return null
  const third = asSmallRational(multiplyNumerals(only!.exponent, constant(1, 3))!)
  return simplifyProduct({ coefficient: ONE, factors: [{ base: only!.base, exponent: third }] })
}

function cubeRootOfNumeral(numeral: Numeral): Numeral | null {
  if (numeral.kind === 'param') return { kind: 'param', value: Math.cbrt(numeral.value) }
  const isNegative = numeral.numerator < 0
  const size = isNegative ? multiplyNumerals(numeral, MINUS_ONE)! : numeral
  const root = powerOfNumeral(size, constant(1, 3))
  return root && isNegative ? negateNumeral(root) : root
}
