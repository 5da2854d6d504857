import { goldenSection } from '../../numeric/goldenSection.ts'
import { countNumbers } from './criticalForm.ts'
import { nearExponent, rssOf, type CriticalFit } from './fitCritical.ts'

export interface CriticalErrors {
  readonly point: number
  readonly exponent: number
}

const DOUBLINGS = 40
const BISECTIONS = 12
const SECTIONS = 22

/**
 * Standard errors of the critical point and of the exponent by profile: how far each can go, the other fitted anew, until
 * the residual sum has grown by one variance. Residuals that follow each other count as fewer rows.
 */
export function criticalErrors(fit: CriticalFit): CriticalErrors {
  const { form, data, point, exponent } = fit
  const range = data.high - data.low
  const freedom = Math.max(1, data.n - countNumbers(form, fit.columns))
  const limit = fit.rss * (1 + inflation(fit) / freedom) + data.n * data.floor ** 2
  // the other number where it stands is a try as well: a golden section may miss a narrow valley
  const atPoint = (value: number) =>
    Math.min(
      nearExponent(form, data, value, exponent, 0.6).rss,
      nearExponent(form, data, value, exponent, 0.05).rss,
      rssOf(form, data, value, exponent)
    )
  const atExponent = (value: number, reach: number) => {
    const best = goldenSection(point - reach, point + reach, SECTIONS, (at) => rssOf(form, data, at, value))
    return Math.min(rssOf(form, data, best, value), rssOf(form, data, point, value))
  }
  const pointError = profile(
    (step) => Math.min(atPoint(point + step), atPoint(point - step)),
    limit,
    1e-9 * range,
    range
  )
  const reach = Math.min(0.3 * range, 6 * pointError + 1e-9 * range)
  const exponentError = profile(
    (step) => Math.min(atExponent(exponent + step, reach), atExponent(exponent - step, reach)),
    limit,
    1e-9,
    2
  )
  return { point: pointError, exponent: exponentError }
}

/** The step at which the residual sum reaches the limit, the largest where it does not. */
function profile(rssAt: (step: number) => number, limit: number, smallest: number, largest: number): number {
  let high = smallest
  for (let k = 0; k < DOUBLINGS && high < largest && rssAt(high) < limit; k++) high *= 2
  if (high >= largest) return largest
  let low = high / 2
  for (let k = 0; k < BISECTIONS; k++) {
    const middle = (low + high) / 2
    if (rssAt(middle) < limit) low = middle
    else high = middle
  }
  return high
}

/** (1 + ρ)/(1 − ρ) of the correlation ρ between neighbours: by so much fewer are the rows that say something of their own. */
function inflation({ data, values, rss }: CriticalFit): number {
  let sum = 0
  for (let i = 1; i < data.n; i++) {
    const [a, b] = [data.y[i]! - values[i]!, data.y[i - 1]! - values[i - 1]!]
    sum += Math.sqrt(data.weights[i]! * data.weights[i - 1]!) * a * b
  }
  const correlation = Math.max(0, Math.min(0.97, sum / (rss || 1)))
  return (1 + correlation) / (1 - correlation)
}
