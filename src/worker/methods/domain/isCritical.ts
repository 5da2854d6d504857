import type { AxisData } from './axisData.ts'
import type { RefinedCritical } from './refineCritical.ts'
import { BEYOND } from './searchCritical.ts'
import type { SmoothReference } from './smoothReference.ts'

/** By so much the description has to be shorter than that of a smooth curve: odds of some hundred to one. */
const SURE = 10
/** Rows have to come so near the point, relative to the farthest, to speak of it. */
const NEAREST = 0.4
/** An exponent so near a whole number, in its errors or at all, is no singularity if only one side is seen. */
const WHOLE_ERRORS = 2.5
const WHOLE = 0.04
/** Largest errors: of the point in ranges of the input, of the exponent relative to it. */
const POINT_ERROR = 0.1
const EXPONENT_ERROR = 0.25

/** `sure`: no smooth curve does as well. `tentative`: the simplest law of an order parameter does better, but not by much. */
export type Certainty = 'sure' | 'tentative' | 'none'

/** Whether a fit of critical behaviour is more than a curve that happens to bend. */
export function certaintyOf(
  { fit, noiseErrors: errors, whole }: RefinedCritical,
  data: AxisData,
  smooth: SmoothReference
): Certainty {
  const { point, exponent, form } = fit
  const range = data.high - data.low
  const gain = smooth.description - whole.description
  if (gain <= 0) return 'none'
  if (errors.point > POINT_ERROR * range) return 'none'
  if (errors.exponent > EXPONENT_ERROR * Math.max(Math.abs(exponent), 0.3)) return 'none'
  const distances = data.t.map((value) => Math.abs(value - point))
  const nearest = distances.reduce((least, value) => Math.min(least, value), Infinity)
  const farthest = distances.reduce((most, value) => Math.max(most, value), 0)
  const isBeyond = point <= data.low || point >= data.high
  if (isBeyond) {
    const outside = Math.max(point - data.high, data.low - point)
    if (outside > BEYOND * range || nearest > (form.sign === 'diverging' ? NEAREST / 4 : NEAREST) * farthest)
      return 'none'
    // a power of the input itself is an ordinary law
    if (Math.abs(point) <= Math.max(3 * errors.point, 0.02 * range)) return 'none'
  }
  const whole1 = Math.round(exponent)
  const isWhole = whole1 !== 0 && Math.abs(exponent - whole1) < Math.max(WHOLE, WHOLE_ERRORS * errors.exponent)
  if (form.sign === 'vanishing') {
    if (isWhole || exponent > 1.9) return 'none'
    if (isBeyond && exponent > 0.9) return 'none'
  }
  if (gain > SURE) return 'sure'
  const isSimple =
    form.side !== 'both' && form.sign === 'vanishing' && exponent < 0.8 && whole.form.corrections.length === 0
  return isSimple ? 'tentative' : 'none'
}
