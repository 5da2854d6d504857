import { fold, variableNames, type Apply, type Const, type Expr } from '../../shared/domain/expr.ts'
import { OPERATORS } from '../../shared/domain/operators.ts'
import { NESTED_BITS, operatorBits, powerBits } from './structurePrior.ts'

export { exponentBits } from './structurePrior.ts'

/**
 * Bits of a two-part code (Rissanen 1978, doi:10.1016/0005-1098(78)90005-5): first the formula, then its fitted numbers,
 * then the data given both. Only differences between formulas for the same rows have a meaning.
 */

/** Bits to name the formula: operators, variables and exact constants; fitted numbers are counted apart. */
export function structureBits(expr: Expr, inputCount: number): number {
  // 9: the four operations, power and the commonest functions share the alphabet with the inputs
  const symbol = Math.log2(inputCount + 9)
  return fold(expr, {
    const: (node) => symbol / 2 + constantBits(node),
    param: () => symbol / 2,
    var: () => symbol,
    apply: (node, args) => {
      const [base, exponent] = node.args
      if (node.operator !== 'pow' || base === undefined || exponent === undefined) {
        return args.reduce((sum, bits) => sum + bits, symbol + functionBits(node))
      }
      // an exact exponent is named as such, not as a constant
      return symbol + args[0]! + (exponent.kind === 'const' ? 0 : args[1]!) + powerBits(base, exponent)
    }
  })
}

/** What a function costs beyond its symbol. */
function functionBits({ operator, args }: Apply): number {
  const [argument] = args
  const isNested =
    operator !== 'sqrt' &&
    OPERATORS[operator].arity === 1 &&
    argument?.kind === 'apply' &&
    OPERATORS[argument.operator].arity === 1 &&
    argument.operator !== 'neg'
  return (isNested ? NESTED_BITS : 0) + operatorBits(operator)
}

/** 73 of the 107 exact numbers of the corpus behind the structure prior, as in 1 − x² and 1/x. */
const ONE_BITS = 0.6

/** Bits of an exact number: 1 above all, small whole numbers, simple fractions and multiples of π are short. */
export function constantBits({ numerator, denominator, symbol }: Const): number {
  if (symbol === null && denominator === 1 && Math.abs(numerator) === 1) return ONE_BITS
  const named = symbol === null ? 0 : 3
  const power = Math.abs(Math.log10(Math.abs(numerator) || 1))
  const asDecimal = decimalDigits(numerator) * Math.log2(10) + 2 + 2 * Math.log2(1 + power)
  if (!Number.isInteger(numerator)) return named + asDecimal
  const asFraction = 1 + 1.5 * Math.log2(Math.abs(numerator) + 1) + 1.5 * Math.log2(denominator)
  return named + (denominator === 1 ? Math.min(asDecimal, asFraction) : asFraction)
}

/** Significant decimal digits in the shortest text of a number. */
export function decimalDigits(value: number): number {
  const mantissa = value.toExponential().split('e')[0] ?? ''
  return mantissa.replace(/\D/g, '').length
}

/** A number that exact data fix to all its digits. */
const MAX_PARAMETER_BITS = 48
/** What a number costs that the data do not fix: it is there for nothing. */
const UNFIXED_BITS = 12

/**
 * Bits of one fitted number: as many digits as the data fix, at least ½ log₂ n (Rissanen's asymptotic price).
 * `standardError` null means that the data do not fix it at all, which is dear as well.
 */
export function parameterBits(value: number, standardError: number | null, n: number): number {
  const least = 0.5 * Math.log2(n) + 1
  if (standardError === null) return least + UNFIXED_BITS
  const digits = Math.log2(Math.abs(value) / standardError + 1) + 1
  return Math.min(MAX_PARAMETER_BITS, Math.max(least, digits))
}

/** ½ log₂(2πe), left out of the bits of every row, since it is the same for all formulas and normal noise. */
export const NORMAL_BITS = 0.5 * Math.log2(2 * Math.PI * Math.E)

/**
 * Bits of n residuals under a normal law whose width they set themselves. Where the width is known beforehand, residuals
 * smaller than it save almost nothing more, and larger ones widen it: errors of measurement are often stated too small.
 * @param meanSquare weighted mean of the squared residuals
 * @param floor residuals below it carry no information
 * @param knownVariance squared width of the noise for a weight of 1, or null
 */
export function residualBits(
  n: number,
  meanSquare: number,
  floor: number,
  knownVariance: number | null = null
): number {
  if (n === 0) return 0
  const square = meanSquare + floor * floor
  if (knownVariance === null || square >= knownVariance) return 0.5 * n * Math.log2(square)
  return 0.5 * n * (Math.log2(knownVariance) + (square / knownVariance - 1) * Math.LOG2E)
}

/** Change of variables from relative to absolute residuals: Σ log₂|y|, so that both noise models give bits of y. */
export function logScaleBits(y: Float64Array): number {
  return y.reduce((sum, value) => sum + Math.log2(Math.abs(value)), 0)
}

/** A formula without a variable explains nothing. */
export function isConstantFormula(expr: Expr): boolean {
  return variableNames(expr).length === 0
}
