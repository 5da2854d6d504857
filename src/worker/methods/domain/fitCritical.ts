import { goldenSection } from '../../numeric/goldenSection.ts'
import type { AxisData } from './axisData.ts'
import { countNumbers, criticalColumns, EXPONENTS, type CriticalForm } from './criticalForm.ts'
import { descriptionOf } from './description.ts'
import { combine, fitWeighted } from './weightedFit.ts'

export interface CriticalFit {
  readonly form: CriticalForm
  readonly data: AxisData
  readonly point: number
  readonly exponent: number
  readonly rss: number
  /** Numbers of the linear part. */
  readonly columns: number
  readonly coefficients: Float64Array
  readonly values: Float64Array
  readonly description: number
}

const EXPONENT_STEPS = 9
const EXPONENT_SECTIONS = 14
const POINT_SECTIONS = 16
const ZOOM_SECTIONS = 12
const ZOOMS = 9

/** The exponent that fits best at a point, and its residual sum; Infinity where nothing can be fitted. */
export function bestExponent(form: CriticalForm, data: AxisData, point: number): { exponent: number; rss: number } {
  const [low, high] = EXPONENTS[form.sign]
  const rssAt = (exponent: number) =>
    fitWeighted(criticalColumns(form, data, point, exponent), data.y, data.weights)?.rss ?? Infinity
  // small exponents need finer steps than large ones
  const grid = Array.from({ length: EXPONENT_STEPS }, (_, k) => {
    const share = k / (EXPONENT_STEPS - 1)
    return form.sign === 'vanishing' ? low * (high / low) ** share : -(-low * (high / low) ** share)
  })
  const values = grid.map(rssAt)
  const at = values.indexOf(Math.min(...values))
  const [a, b] = [grid[Math.max(0, at - 1)]!, grid[Math.min(grid.length - 1, at + 1)]!]
  const exponent = goldenSection(Math.min(a, b), Math.max(a, b), EXPONENT_SECTIONS, rssAt)
  const rss = rssAt(exponent)
  return rss <= values[at]! ? { exponent, rss } : { exponent: grid[at]!, rss: values[at]! }
}

/** The point between two bounds that fits best, the exponent sought anew at each; null where nothing can be fitted. */
export function bestPoint(form: CriticalForm, data: AxisData, from: number, to: number): CriticalFit | null {
  const point = goldenSection(from, to, POINT_SECTIONS, (at) => bestExponent(form, data, at).rss)
  return fitAt(form, data, point, bestExponent(form, data, point).exponent)
}

/** Point and exponent together, from a start that is near: zooms in while that lowers the residual. */
export function polish(start: CriticalFit, reach: number): CriticalFit {
  const { form, data } = start
  let best = start
  let [step, share] = [reach, 0.3]
  for (let zoom = 0; zoom < ZOOMS; zoom++) {
    const { point, exponent } = best
    const near = (at: number) => nearExponent(form, data, at, exponent, share)
    const at = goldenSection(point - step, point + step, ZOOM_SECTIONS, (value) => near(value).rss)
    const next = fitAt(form, data, at, near(at).exponent)
    if (next === null) return best
    const gain = best.rss - next.rss
    if (gain > 0) best = next
    if (!(gain > 1e-6 * best.rss) && zoom > 1) break
    step *= 0.12
    share *= 0.12
  }
  return best
}

/** The best exponent within a share of a start that is near. */
export function nearExponent(form: CriticalForm, data: AxisData, point: number, start: number, share: number) {
  const exponent = goldenSection(start * (1 - share), start * (1 + share), ZOOM_SECTIONS, (value) =>
    rssOf(form, data, point, value)
  )
  return { exponent, rss: rssOf(form, data, point, exponent) }
}

/** The fit at a point and an exponent; null where the columns depend on each other. */
export function fitAt(form: CriticalForm, data: AxisData, point: number, exponent: number): CriticalFit | null {
  const columns = criticalColumns(form, data, point, exponent)
  const fit = fitWeighted(columns, data.y, data.weights)
  if (fit === null) return null
  return {
    form,
    data,
    point,
    exponent,
    rss: fit.rss,
    columns: columns.length,
    coefficients: fit.coefficients,
    values: combine(columns, fit.coefficients, data.n),
    description: descriptionOf(fit.rss, countNumbers(form, columns.length), data)
  }
}

/** Infinity where the columns depend on each other. */
export function rssOf(form: CriticalForm, data: AxisData, point: number, exponent: number): number {
  return fitWeighted(criticalColumns(form, data, point, exponent), data.y, data.weights)?.rss ?? Infinity
}
