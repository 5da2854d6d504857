import type { Expr } from '../../../shared/domain/expr.ts'
import { isAppError } from '../../../shared/errors.ts'
import { parse } from '../../../shared/expression/parse.ts'

interface Searchable {
  readonly infix: string
  readonly latex: string
  readonly expression: Expr
}

/**
 * A test for laws from what the user types: text that the formula contains, or a pattern in which `_` stands for
 * anything, such as `a^_ + _`. Patterns ignore order, signs and factors that are mere numbers, and may match a part.
 */
export function lawSearch(query: string): (law: Searchable) => boolean {
  const text = plain(query)
  if (text === '') return () => true
  const pattern = readPattern(query)
  return (law) =>
    plain(law.infix).includes(text) ||
    plain(law.latex).includes(text) ||
    (pattern !== null && matchesAnywhere(pattern, law.expression))
}

/** Case and spaces do not count. */
function plain(text: string): string {
  return text.toLowerCase().replace(/\s+|\\,/g, '')
}

/** The pattern behind an optional `y =`; null where there is no `_` or while it cannot be read. */
function readPattern(query: string): Expr | null {
  if (!/(^|[^\p{L}\p{Nd}_])_($|[^\p{L}\p{Nd}_])/u.test(query)) return null
  try {
    return parse(query.slice(query.indexOf('=') + 1))
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}

function matchesAnywhere(pattern: Expr, expr: Expr): boolean {
  if (matches(pattern, expr)) return true
  return expr.kind === 'apply' && expr.args.some((arg) => matchesAnywhere(pattern, arg))
}

function matches(pattern: Expr, expr: Expr): boolean {
  if (isWildcard(pattern)) return true
  const patternTerms = parts(pattern, SUM)
  const terms = parts(expr, SUM)
  if (patternTerms.length > 1 || terms.length > 1) return matchesParts(patternTerms, terms)
  const patternFactors = parts(pattern, PRODUCT)
  const factors = parts(expr, PRODUCT)
  if (patternFactors.length > 1 || factors.length > 1) {
    const asksNumber = patternFactors.some(isNumber)
    return matchesParts(patternFactors, asksNumber ? factors : factors.filter((factor) => !isNumber(factor)))
  }
  return matchesNode(patternFactors[0] ?? pattern, factors[0] ?? expr)
}

function matchesNode(pattern: Expr, expr: Expr): boolean {
  if (isWildcard(pattern)) return true
  if (pattern.kind === 'var') return expr.kind === 'var' && expr.name.toLowerCase() === pattern.name.toLowerCase()
  if (pattern.kind !== 'apply') return isNumber(expr) && sameNumber(pattern, expr)
  const power = asPower(expr)
  if (pattern.operator === 'pow' && power !== null) {
    const [base, exponent] = pattern.args
    return base !== undefined && exponent !== undefined && matches(base, power[0]) && matches(exponent, power[1])
  }
  if (expr.kind !== 'apply' || expr.operator !== pattern.operator) return false
  return pattern.args.every((arg, i) => expr.args[i] !== undefined && matches(arg, expr.args[i]))
}

/** Every pattern part finds a part of its own; what is left over needs a wildcard among the pattern's parts. */
function matchesParts(patterns: readonly Expr[], exprs: readonly Expr[]): boolean {
  const firm = patterns.filter((part) => !isWildcard(part))
  const open = patterns.length - firm.length
  const rest = exprs.length - firm.length
  if (rest < open || (open === 0 && rest > 0)) return false
  return assign(firm, exprs)
}

function assign([first, ...others]: readonly Expr[], exprs: readonly Expr[]): boolean {
  if (first === undefined) return true
  return exprs.some((expr, i) => matches(first, expr) && assign(others, exprs.toSpliced(i, 1)))
}

const SUM: readonly string[] = ['add', 'sub', 'neg']
const PRODUCT: readonly string[] = ['mul', 'div', 'neg']

/** Terms of a sum, or factors of a product, without their signs and reciprocals. */
function parts(expr: Expr, operators: readonly string[]): readonly Expr[] {
  if (expr.kind !== 'apply' || !operators.includes(expr.operator)) return [expr]
  return expr.args.flatMap((arg) => parts(arg, operators))
}

/** Base and exponent of a power, roots included. */
function asPower(expr: Expr): readonly [Expr, Expr] | null {
  if (expr.kind !== 'apply') return null
  const [base, exponent] = expr.args
  if (base === undefined) return null
  const root = (denominator: number): readonly [Expr, Expr] => [
    base,
    { kind: 'const', numerator: 1, denominator, symbol: null }
  ]
  if (expr.operator === 'sqrt') return root(2)
  if (expr.operator === 'cbrt') return root(3)
  return expr.operator === 'pow' && exponent !== undefined ? [base, exponent] : null
}

function isWildcard(expr: Expr): boolean {
  return expr.kind === 'var' && expr.name === '_'
}

function isNumber(expr: Expr): boolean {
  return expr.kind === 'const' || expr.kind === 'param'
}

function sameNumber(pattern: Expr, expr: Expr): boolean {
  const value = (node: Expr) =>
    node.kind === 'const'
      ? [node.numerator / node.denominator, node.symbol]
      : node.kind === 'param'
        ? [node.value, null]
        : []
  return String(value(pattern)) === String(value(expr))
}
