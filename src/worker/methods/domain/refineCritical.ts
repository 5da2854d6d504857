import { thinned, type AxisData } from './axisData.ts'
import { criticalErrors, type CriticalErrors } from './criticalErrors.ts'
import { countNumbers, type CriticalForm } from './criticalForm.ts'
import { fitAt, polish, type CriticalFit } from './fitCritical.ts'

export interface RefinedCritical {
  readonly fit: CriticalFit
  /** With what other corrections to scaling, as likely, would change. */
  readonly errors: CriticalErrors
  /** Of the noise alone. */
  readonly noiseErrors: CriticalErrors
  /** Share of the distances from the critical point that was used. */
  readonly window: number
  /** The best fit to all rows, which compares with what has no critical point. */
  readonly whole: CriticalFit
}

/** Shares of the largest distance from the critical point, and rows that a window asks for on an ordered side. */
const WINDOWS = [1, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1]
const MIN_ROWS = 14
/** Forms and windows are chosen on so many rows. */
const MAX_ROWS = 300
/** Analytic corrections, and a confluent one with the exponent that many three-dimensional systems have about. */
const CORRECTIONS = [[], [1], [1, 2], [1, 2, 3], [0.5], [0.5, 1]]
/** A confluent correction can stand for a wrong exponent: it has to shorten the description by more. */
const CONFLUENT_PRICE = 8
const ROUNDINGS = [0.004, 0.01, 0.02, 0.04]
/** A smaller window has to lower the error by so much: else chance chooses. */
const WORTH = 0.8
/** How far from its start a critical point is looked for, in ranges of the input. */
const REACH = 0.03

/**
 * Refines a polished fit. Power laws hold near the critical point only: corrections to scaling are added by description
 * length, and the window shrinks as long as that makes the exponent more certain, misfit included.
 *
 * Source: F. J. Wegner (1972), doi:10.1103/PhysRevB.5.4529 (corrections to scaling).
 */
export function refineCritical(start: CriticalFit, full: AxisData, shouldStop: () => boolean): RefinedCritical {
  const rows = thinned(full, MAX_ROWS)
  const first = fitAt(start.form, rows, start.point, start.exponent) ?? start
  let best = withErrors(first, 1, first)
  for (const window of WINDOWS) {
    const data = windowed(rows, best.fit, window)
    if (data === null || shouldStop()) break
    const fit = bestInWindow(best.fit, data, window < 1, shouldStop)
    if (fit === null) continue
    const next = withErrors(fit, window, window === 1 && fit.description < best.whole.description ? fit : best.whole)
    const worth =
      window === 1
        ? fit.description < best.fit.description
        : next.noiseErrors.exponent < WORTH * best.noiseErrors.exponent
    if (worth) best = next
  }
  return rows === full ? best : onAllRows(best, full)
}

/** The chosen form and window on every row. */
function onAllRows(chosen: RefinedCritical, full: AxisData): RefinedCritical {
  const { fit, window, noiseErrors } = chosen
  const data = windowed(full, fit, window) ?? full
  const first = fitAt(fit.form, data, fit.point, fit.exponent)
  const whole = fitAt(chosen.whole.form, full, chosen.whole.point, chosen.whole.exponent)
  if (first === null || whole === null) return chosen
  return withErrors(polish(first, 4 * noiseErrors.point), window, polish(whole, 4 * noiseErrors.point))
}

function withErrors(fit: CriticalFit, window: number, whole: CriticalFit): RefinedCritical {
  const noiseErrors = criticalErrors(fit)
  const rivals = rivalForms(fit.form)
    .map((form) => fitAt(form, fit.data, fit.point, fit.exponent))
    .filter((start) => start !== null)
    .map((start) => polish(start, REACH * (fit.data.high - fit.data.low)))
    .filter(isPlausible)
    .map((rival) => ({ rival, weight: Math.min(1, Math.exp((akaike(fit) - akaike(rival)) / 2)) }))
  const total = rivals.reduce((sum, { weight }) => sum + weight, 1)
  const withSpread = (error: number, of: (one: CriticalFit) => number) =>
    Math.hypot(error, ...rivals.map(({ rival, weight }) => (of(rival) - of(fit)) * Math.sqrt(weight / total)))
  const errors = {
    point: withSpread(noiseErrors.point, ({ point }) => point),
    exponent: withSpread(noiseErrors.exponent, ({ exponent }) => exponent)
  }
  return { fit, errors, noiseErrors, window, whole }
}

/** One analytic correction more, and a confluent one in the place of the last. */
function rivalForms(form: CriticalForm): CriticalForm[] {
  const { corrections } = form
  const more = [...corrections, Math.floor(corrections.at(-1) ?? 0) + 1]
  const confluent = [0.5, ...corrections.slice(0, -1).filter((power) => power !== 0.5)]
  return [more, ...(corrections.includes(0.5) ? [] : [confluent])].map((one) => ({ ...form, corrections: one }))
}

/** Akaike's criterion: unlike the description, it asks of a further number no more than that chance seldom gains as much. */
function akaike({ description, form, columns, data }: CriticalFit): number {
  return description - countNumbers(form, columns) * (Math.log(data.n) - 2)
}

function bestInWindow(
  start: CriticalFit,
  data: AxisData,
  isPart: boolean,
  shouldStop: () => boolean
): CriticalFit | null {
  const range = data.high - data.low
  let best: CriticalFit | null = null
  const consider = (form: CriticalForm) => {
    const { corrections } = form
    const first = fitAt(form, data, start.point, start.exponent)
    const fit = first === null ? null : polish(first, REACH * range)
    const price = corrections.includes(0.5) ? CONFLUENT_PRICE : 0
    if (fit !== null && isPlausible(fit) && fit.description + price < (best?.description ?? Infinity)) best = fit
  }
  for (const corrections of CORRECTIONS) {
    if (shouldStop()) return best
    if (corrections.length + 8 > data.n) continue
    consider({ ...start.form, corrections, rounding: 0 })
  }
  if (start.form.side === 'both' || start.form.sign === 'diverging' || isPart) return best
  for (const rounding of ROUNDINGS) {
    for (const corrections of CORRECTIONS.slice(0, 2)) {
      if (shouldStop()) return best
      consider({ ...start.form, corrections, rounding })
    }
  }
  return best
}

/** The leading term has the sign of the whole and is not a small rest that the corrections cancel. */
function isPlausible({ form, exponent, point, data, coefficients }: CriticalFit): boolean {
  if (form.sign === 'vanishing' ? !(exponent > 0.015 && exponent < 3) : !(exponent < -0.03 && exponent > -4))
    return false
  const range = data.high - data.low
  if (point > data.high + 0.3 * range || point < data.low - 0.3 * range) return false
  return coefficients[0] !== 0
}

/** The rows within a share of the largest distance; null where too few are left on an ordered side. */
function windowed(full: AxisData, { point, form }: CriticalFit, window: number): AxisData | null {
  const inside = (value: number) =>
    form.side === 'above' ? value > point : form.side === 'below' ? value < point : true
  const farthest = full.t.reduce((most, value) => (inside(value) ? Math.max(most, Math.abs(value - point)) : most), 0)
  const isKept = (value: number) => Math.abs(value - point) <= window * farthest
  const kept = [...full.t.keys()].filter((i) => isKept(full.t[i]!))
  if (kept.filter((i) => inside(full.t[i]!)).length < MIN_ROWS) return null
  if (window === 1) return full
  const take = (values: Float64Array) => Float64Array.from(kept, (i) => values[i]!)
  const t = take(full.t)
  return { ...full, n: t.length, t, y: take(full.y), weights: take(full.weights), others: full.others.map(take) }
}
