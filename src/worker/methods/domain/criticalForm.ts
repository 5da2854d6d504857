import type { AxisData } from './axisData.ts'
import { otherProducts } from './smoothReference.ts'

/**
 * target = amplitude · |t|^exponent · (1 + a₁|t|^c₁ + …) + background, with t the distance from the critical point: on one
 * side only and 0 on the other (an order parameter), or on both with an amplitude each.
 */
export interface CriticalForm {
  readonly side: 'below' | 'above' | 'both'
  readonly sign: 'vanishing' | 'diverging'
  /** Powers of |t| by which corrections to scaling exceed the leading term. */
  readonly corrections: readonly number[]
  /**
   * A constant: under the power law on both sides, or for a one-sided law what is left on the other side, such as the mean
   * size of noise without a sign.
   */
  readonly hasBackground: boolean
  /** Total power of the other inputs in the amplitudes. */
  readonly amplitudeDegree: number
  /** Width over which the edge is rounded, as in samples of finite size; 0 for a sharp one. */
  readonly rounding: number
}

export const EXPONENTS = { vanishing: [0.02, 2.5], diverging: [-3, -0.05] } as const

/** Columns of the linear part at a critical point and an exponent; distances are in units of `data.high − data.low`. */
export function criticalColumns(form: CriticalForm, data: AxisData, point: number, exponent: number): Float64Array[] {
  const sides = form.side === 'both' ? (['below', 'above'] as const) : [form.side]
  const products = otherProducts(data.others, form.amplitudeDegree, data.n)
  const columns: Float64Array[] = []
  for (const side of sides) {
    const distance = distances(data, point, side, form.rounding)
    const leading = distance.map((value) => (value > 0 ? value ** exponent : 0))
    for (const correction of [0, ...form.corrections]) {
      const power = correction === 0 ? leading : leading.map((value, i) => value * distance[i]! ** correction)
      for (const { values, power: degree } of products) {
        columns.push(degree === 0 ? power : power.map((value, i) => value * values[i]!))
      }
    }
  }
  if (form.hasBackground) columns.push(background(form, data, point))
  return columns
}

function background({ side }: CriticalForm, { t }: AxisData, point: number): Float64Array {
  if (side === 'both') return new Float64Array(t.length).fill(1)
  return t.map((value) => ((side === 'below' ? point - value : value - point) > 0 ? 0 : 1))
}

/** Distance into the side of the critical point, 0 beyond it; a rounded edge is w·ln(1 + exp(d/w)). */
function distances({ t, low, high }: AxisData, point: number, side: 'below' | 'above', rounding: number): Float64Array {
  const range = high - low
  return t.map((value) => {
    const distance = (side === 'below' ? point - value : value - point) / range
    if (rounding === 0) return Math.max(0, distance)
    const scaled = distance / rounding
    return scaled > 30 ? distance : rounding * Math.log1p(Math.exp(scaled))
  })
}

/** Numbers that describe a fit of this form: its columns, the exponent, and the point, which was looked for. */
export function countNumbers(form: CriticalForm, columns: number): number {
  return columns + 3 + (form.rounding > 0 ? 1 : 0)
}
