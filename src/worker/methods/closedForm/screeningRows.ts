import { halfPower } from '../../kernel/power.ts'
import type { TrainingSample } from '../trainingSample.ts'

/** The rows on which features are compared, with the powers of the inputs that features are made of. */
export interface ScreeningRows extends TrainingSample {
  /** x_j ^ exponent for a whole or half exponent; the same array at every call. */
  power(input: number, exponent: number): Float64Array
}

export function screeningRows(sample: TrainingSample): ScreeningRows {
  const powers = new Map<string, Float64Array>()
  return {
    ...sample,
    power(input, exponent) {
      const key = `${input} ${exponent}`
      const known = powers.get(key)
      if (known !== undefined) return known
      const values = sample.x[input]!.map((value) => halfPower(value, 2 * exponent))
      powers.set(key, values)
      return values
    }
  }
}

/** log|v|; a zero gives a number below every other, so that one row does not spoil a column. */
export function logMagnitude(values: Float64Array): Float64Array {
  return values.map(logOf)
}

export function logOf(value: number): number {
  const size = Math.abs(value)
  return size > 1e-300 ? Math.log(size) : LOG_OF_ZERO
}

const LOG_OF_ZERO = -690
