import { constant, variable } from '../../../shared/domain/expr.ts'
import { halfPower } from '../../kernel/power.ts'
import type { Factor } from '../powerProduct.ts'
import type { Workbench } from './workbench.ts'

/** Known whole powers of inputs that touch zero or change sign, for which no logarithm can find the exponent. */
export interface WholePowers {
  readonly factors: readonly Factor[]
  /** Their product on each row of the sample. */
  readonly values: Float64Array
}

const POWERS = [0, 1, 2, 3]
/** Only for inputs that are never zero. */
const NEGATIVE_POWERS = [-1, -2]
const MAX_COMBINATIONS = 256

/** Every combination of small whole powers of the sign-changing inputs, simplest first; just 1 where there are none. */
export function wholePowers({ inputs, sample }: Workbench): WholePowers[] {
  let combinations: WholePowers[] = [{ factors: [], values: new Float64Array(sample.n).fill(1) }]
  inputs.forEach(({ name, signs }, j) => {
    if (signs !== 'mixed') return
    const column = sample.x[j]!
    const powers = column.includes(0) ? POWERS : [...POWERS, ...NEGATIVE_POWERS]
    // beyond the limit further inputs are left out of the product
    if (combinations.length * powers.length > MAX_COMBINATIONS) return
    combinations = powers.flatMap((power) =>
      combinations.map(({ factors, values }) => ({
        factors: power === 0 ? factors : [...factors, { base: variable(name), exponent: constant(power) }],
        values: power === 0 ? values : values.map((value, i) => value * halfPower(column[i]!, 2 * power))
      }))
    )
  })
  return combinations.sort((a, b) => a.factors.length - b.factors.length)
}
