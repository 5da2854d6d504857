import { variableNames, type Const, type Expr } from '../../shared/domain/expr.ts'
import type { OperatorId } from '../../shared/domain/operators.ts'

/**
 * Bits that operators and exponents cost beyond a symbol of average frequency: −log₂ of their frequency in 248 laws of
 * textbooks from mechanics to economics (tests/bench/priorCorpus.csv, counted by `npm run bench:prior`; none of them is
 * in a recovery bench). Operators that stand for each other are counted together: sine and cosine, the logarithms, the
 * inverse functions, the hyperbolic ones.
 */
const OPERATOR_BITS: Readonly<Partial<Record<OperatorId, number>>> = {
  mul: -1.9,
  sqrt: 1.6,
  exp: 1.4,
  log: 2.5,
  log10: 2.5,
  sin: 3.8,
  cos: 3.8,
  tan: 5.5,
  asin: 5.5,
  acos: 5.5,
  atan: 5.5,
  sinh: 6.5,
  cosh: 6.5,
  tanh: 6.1,
  cbrt: 4.8,
  abs: 7.7
}

/** None of the 76 functions of the corpus stands right inside another; half a sighting in 77 would be 7 bits. */
export const NESTED_BITS = 5

/** A fitted exponent: 38 of 171. Its digits are paid for apart. */
const FREE_EXPONENT_BITS = 2.2

/** Bits beyond a symbol of average frequency; 0 for the arithmetic that is near it. */
export function operatorBits(operator: OperatorId): number {
  return OPERATOR_BITS[operator] ?? 0
}

/** A power with a constant base and an exponent that depends on the inputs, as in q^(T/10): 4 of 935 operators. */
const VARIABLE_EXPONENT_BITS = 4.5
/** The same on a base that varies too: none of 171. */
const VARYING_POWER_BITS = 8.4

/** Bits of an exponent beyond those of its own formula; its base matters only where it depends on the inputs. */
export function powerBits(base: Expr, exponent: Expr): number {
  if (exponent.kind === 'const') return exponentBits(exponent)
  if (exponent.kind === 'param') return FREE_EXPONENT_BITS
  if (variableNames(exponent).length === 0) return FREE_EXPONENT_BITS
  return variableNames(base).length === 0 ? VARIABLE_EXPONENT_BITS : VARYING_POWER_BITS
}

/**
 * Bits of an exact exponent: 2 (62 of 171) and ½ (34) are the commonest by far; 3, 4, 3/2 and thirds follow at about 5
 * bits, quarters and fifths at 6. What the corpus does not show falls off with its size, as for constants.
 */
export function exponentBits({ numerator, denominator, symbol }: Const): number {
  if (symbol !== null || !Number.isInteger(numerator)) return 16
  const size = Math.abs(numerator)
  const sign = numerator < 0 ? 0.5 : 0
  const length = Math.log2(Math.max(1, size / 2))
  if (denominator === 1) return sign + (size === 2 ? 1.5 : size <= 4 ? 4.5 : 6 + length)
  if (denominator === 2) return sign + (size === 1 ? 2.3 : size === 3 ? 4.8 : 5.6 + length)
  if (denominator === 3) return sign + (size <= 2 ? 4.8 : 5.6 + length)
  if (denominator <= 5) return sign + 5.8 + length
  return sign + 4 + length + Math.log2(denominator)
}
