import type { Expr } from '../../shared/domain/expr.ts'
import { evaluate } from '../../shared/expression/evaluate.ts'
import { parameterBits, structureBits } from './descriptionLength.ts'
import { exactConstants } from './exactConstants.ts'

export interface NumbersToSnap {
  readonly values: readonly number[]
  /** Row-major, of all values. */
  readonly covariance: Float64Array
  /** Numbers that may become exact: those that do not depend on a choice of units. */
  readonly isFree: readonly boolean[]
  /** Degrees of freedom of the data that fixed the numbers. */
  readonly freedom: number
  /** What a round number costs beyond its own bits where a choice of units, as of time, goes into it; 0 for none. */
  readonly scaleBits: number
}

export interface SnappedNumbers {
  /** The exact value as a formula of constants, or null where the number stays fitted. */
  readonly exact: readonly (Expr | null)[]
  /** Numbers with the exact values in place, the others moved with them. */
  readonly values: readonly number[]
}

/** An exact value must shorten the description by this many bits. */
const WORTH_BITS = 2

/**
 * Puts exact values in the place of fitted numbers where that shortens the description, the best first; the others move
 * to their conditional means, so that numbers that depend on each other are judged together.
 */
export function snapNumbers(numbers: NumbersToSnap): SnappedNumbers {
  const { values, covariance } = numbers
  const moved = [...values]
  const left = covariance.slice()
  const exact = new Array<Expr | null>(values.length).fill(null)
  for (;;) {
    const best = bestExact(moved, left, exact, numbers)
    if (best === null) return { exact, values: moved }
    exact[best.index] = best.value
    conditionOn(moved, left, best.index, evaluate(best.value, {}))
  }
}

function bestExact(
  values: readonly number[],
  covariance: Float64Array,
  exact: readonly (Expr | null)[],
  { isFree, freedom, scaleBits }: NumbersToSnap
): { readonly index: number; readonly value: Expr } | null {
  let best: { readonly index: number; readonly value: Expr; readonly bits: number } | null = null
  for (let i = 0; i < values.length; i++) {
    const variance = covariance[i * (values.length + 1)]!
    if (exact[i] !== null || isFree[i] === false || !(variance > 0)) continue
    const standardError = Math.sqrt(variance)
    for (const value of exactConstants(values[i]!, standardError)) {
      const distance = (evaluate(value, {}) - values[i]!) ** 2 / variance
      const price = structureBits(value, 1) + scaleBits - parameterBits(values[i]!, standardError, freedom)
      const bits = price + distance / (2 * Math.LN2)
      if (bits < -WORTH_BITS && bits < (best?.bits ?? 0)) best = { index: i, value, bits }
    }
  }
  return best
}

/** Fixes number i of a normal distribution and moves the others with it. */
function conditionOn(values: number[], covariance: Float64Array, i: number, fixed: number): void {
  const p = values.length
  const column = Float64Array.from({ length: p }, (_, j) => covariance[j * p + i]!)
  const variance = column[i]!
  const shift = fixed - values[i]!
  for (let j = 0; j < p; j++) {
    values[j] = values[j]! + (column[j]! / variance) * shift
    for (let k = 0; k < p; k++) covariance[j * p + k] = covariance[j * p + k]! - (column[j]! * column[k]!) / variance
  }
  values[i] = fixed
}
