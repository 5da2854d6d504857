import { thinned, type AxisData } from './axisData.ts'
import { criticalColumns, type CriticalForm } from './criticalForm.ts'
import { bestExponent, bestPoint, type CriticalFit } from './fitCritical.ts'

/** How far beyond the rows a critical point is looked for, as a share of their range. */
export const BEYOND = 0.25
const GRID = 60
const COARSE_ROWS = 240
/** Width of a rounded edge to begin with. */
const ROUNDING = 0.01
/** Rows that each side of a critical point asks for. */
const MIN_SIDE = 6
/** Local minima of the coarse search that are followed up. */
const FOLLOWED = 2

/** The best fit of every kind of critical behaviour along one input. */
export function searchCritical(
  data: AxisData,
  shouldStop: () => boolean,
  count: (evaluations: number, nodeEvaluations: number) => void
): CriticalFit[] {
  const coarse = thinned(data, COARSE_ROWS)
  const fits: CriticalFit[] = []
  for (const form of formsFor(data)) {
    const points = gridOf(form, data)
    const costs: number[] = []
    for (const point of points) {
      if (shouldStop()) return fits
      costs.push(bestExponent(form, coarse, point).rss)
      count(24, 24 * coarse.n * criticalColumns(form, coarse, point, 1).length)
    }
    for (const k of localMinima(costs).slice(0, FOLLOWED)) {
      const fit = bestPoint(form, data, points[Math.max(0, k - 1)]!, points[Math.min(points.length - 1, k + 1)]!)
      if (fit !== null) fits.push(fit)
    }
  }
  return fits
}

function formsFor({ others }: AxisData): CriticalForm[] {
  const degrees = others.length === 0 ? [0] : [0, 1]
  return degrees.flatMap((amplitudeDegree): CriticalForm[] => {
    const base = { corrections: [], hasBackground: false, amplitudeDegree, rounding: 0 }
    return [
      { ...base, side: 'below', sign: 'vanishing' },
      { ...base, side: 'below', sign: 'vanishing', corrections: [1] },
      { ...base, side: 'above', sign: 'vanishing' },
      { ...base, side: 'above', sign: 'vanishing', corrections: [1] },
      { ...base, side: 'below', sign: 'vanishing', corrections: [1], hasBackground: true },
      { ...base, side: 'above', sign: 'vanishing', corrections: [1], hasBackground: true },
      { ...base, side: 'below', sign: 'vanishing', corrections: [1], rounding: ROUNDING },
      { ...base, side: 'above', sign: 'vanishing', corrections: [1], rounding: ROUNDING },
      { ...base, side: 'below', sign: 'diverging' },
      { ...base, side: 'above', sign: 'diverging' },
      { ...base, side: 'both', sign: 'diverging' },
      { ...base, side: 'both', sign: 'diverging', hasBackground: true },
      { ...base, side: 'both', sign: 'vanishing', hasBackground: true }
    ]
  })
}

/** Points to try: inside the rows, and for one-sided behaviour beyond them where the rows end. */
function gridOf({ side, sign }: CriticalForm, { low, high, t }: AxisData): number[] {
  const range = high - low
  const [first, last] = [t[Math.min(t.length - 1, MIN_SIDE)]!, t[Math.max(0, t.length - 1 - MIN_SIDE)]!]
  const [from, to] =
    side === 'both'
      ? [first, last]
      : sign === 'diverging'
        ? side === 'below'
          ? [high + 1e-4 * range, high + BEYOND * range]
          : [low - BEYOND * range, low - 1e-4 * range]
        : side === 'below'
          ? [first, high + BEYOND * range]
          : [low - BEYOND * range, last]
  return Array.from({ length: GRID }, (_, k) => from + ((to - from) * k) / (GRID - 1))
}

/** Places of the local minima, deepest first. */
function localMinima(values: readonly number[]): number[] {
  return [...values.keys()]
    .filter((k) => Number.isFinite(values[k]) && !(values[k - 1]! < values[k]!) && !(values[k + 1]! < values[k]!))
    .sort((a, b) => values[a]! - values[b]!)
}
