import type { AxisData } from './axisData.ts'
import { fitStretch, stretchColumns, type PiecewiseFit } from './piecewiseFit.ts'
import { fitWeighted } from './weightedFit.ts'

/** Where one law gives way to another along an input. */
export interface BreakPoint {
  readonly at: number
  readonly error: number
  /** `jump`: the target itself is not continuous; `kink`: its slope is not. */
  readonly kind: 'jump' | 'kink'
}

/** Rows on both sides among which a break has to be seen, from near to far. */
const NEIGHBOURHOODS = [8, 14, 24, 40, 80, 160]
/** Standard errors of the break that make it sure, and that a neighbourhood must be able to see. */
const SURE = 4
/** Shares of the distance within which a kink seen far away has to keep its size near by. */
const KEPT = 0.5

/** The breaks between the stretches of a piecewise fit that are no artefact of a smooth bend. */
export function breakPoints(data: AxisData, fit: PiecewiseFit): BreakPoint[] {
  const columns = stretchColumns(data, fit.degree)
  const bounds = [0, ...fit.starts, data.n]
  return fit.starts.flatMap((start, k) => {
    const left = fitStretch(data, columns, bounds[k]!, start)
    const right = fitStretch(data, columns, start, bounds[k + 2]!)
    const noise = Math.sqrt((left.rss + right.rss) / Math.max(1, bounds[k + 2]! - bounds[k]! - 2 * columns.length))
    const crossing = data.others.length === 0 ? crossingNear(data, left.everywhere, right.everywhere, start) : null
    const middle = (data.t[start - 1]! + data.t[start]!) / 2
    const at = crossing ?? middle
    const kind = sharpness(data, at, start)
    if (kind === null) return []
    const gap = data.t[start]! - data.t[start - 1]!
    const gapError = gap / Math.sqrt(12)
    if (kind === 'jump' || crossing === null) return [{ at: middle, error: Math.max(gapError, gap / 2), kind }]
    return [{ at, error: Math.max(kinkError(data, left.everywhere, right.everywhere, start, noise), 1e-9 * gap), kind }]
  })
}

/** Where the two polynomials cross, near the rows between which the stretches part. */
function crossingNear({ t, n }: AxisData, left: Float64Array, right: Float64Array, start: number): number | null {
  const reach = Math.max(4, Math.ceil(n / 20))
  let best: number | null = null
  for (let i = Math.max(1, start - reach); i < Math.min(n, start + reach); i++) {
    const [a, b] = [right[i - 1]! - left[i - 1]!, right[i]! - left[i]!]
    if (a * b > 0 || a === b) continue
    const crossing = t[i - 1]! + ((t[i]! - t[i - 1]!) * a) / (a - b)
    if (best === null || Math.abs(crossing - t[start]!) < Math.abs(best - t[start]!)) best = crossing
  }
  return best
}

/** The errors of both lines at the crossing over the difference of their slopes. */
function kinkError({ t, n }: AxisData, left: Float64Array, right: Float64Array, start: number, noise: number): number {
  const [a, b] = [Math.max(0, start - 2), Math.min(n - 1, start + 1)]
  const slope = Math.abs(right[b]! - left[b]! - (right[a]! - left[a]!)) / (t[b]! - t[a]! || 1)
  const rows = Math.max(4, Math.min(start, n - start))
  // the end of a straight line fitted to m rows is known to 2σ/√m on either side
  return slope > 0 ? (noise * Math.sqrt(8 / rows)) / slope : Infinity
}

/**
 * Tells a break from a smooth bend: around it a cubic with a step and a kink is fitted to more and more rows. A true break
 * keeps its size in the nearest rows that could show it; that of a bend shrinks with the neighbourhood. Null for a bend.
 */
function sharpness(data: AxisData, at: number, start: number): BreakPoint['kind'] | null {
  const views = NEIGHBOURHOODS.flatMap((reach) => {
    const [from, to] = [start - reach, start + reach]
    const view = from < 0 || to > data.n ? null : stepAndKink(data, at, from, to)
    return view === null ? [] : [view]
  })
  for (const kind of ['jump', 'kink'] as const) {
    const seen = views.filter((view) => Math.abs(view[kind].size) > SURE * view[kind].error)
    const far = seen.at(-1)
    if (far === undefined) continue
    const able = views.find((view) => Math.abs(far[kind].size) > SURE * view[kind].error)
    if (able !== undefined && able[kind].size * Math.sign(far[kind].size) > KEPT * Math.abs(far[kind].size)) return kind
  }
  return null
}

interface Estimate {
  readonly size: number
  readonly error: number
}

function stepAndKink(
  data: AxisData,
  at: number,
  from: number,
  to: number
): Record<BreakPoint['kind'], Estimate> | null {
  const t = data.t.slice(from, to)
  const scale = Math.max(at - t[0]!, t.at(-1)! - at)
  if (!(scale > 0)) return null
  const u = t.map((value) => (value - at) / scale)
  const powers = (lowest: number, highest: number) =>
    Array.from({ length: highest - lowest + 1 }, (_, k) => u.map((value) => value ** (lowest + k)))
  const others = data.others.map((column) => column.slice(from, to))
  const kink = u.map((value) => Math.max(0, value))
  const step = u.map((value) => (value > 0 ? 1 : 0))
  const base = [...powers(0, 3), ...others]
  const y = data.y.slice(from, to)
  const weights = data.weights.slice(from, to)
  // a kink is judged without a step, which would take its place in few rows
  const bend = powers(4, 7)
  const kinkAlone = lastEstimate(base, [kink], bend, y, weights, data.floor)
  const both = lastEstimate(base, [kink, step], bend, y, weights, data.floor)
  if (kinkAlone === null || both === null) return null
  return { kink: { size: kinkAlone.size / scale, error: kinkAlone.error / scale }, jump: both }
}

/**
 * The coefficient of the last column with its standard error, from what the column adds to the others; the error is
 * infinite where `smooth` columns in the place of the sharp ones describe the rows as well.
 */
function lastEstimate(
  base: readonly Float64Array[],
  sharp: readonly Float64Array[],
  smooth: readonly Float64Array[],
  y: Float64Array,
  weights: Float64Array,
  floor: number
): Estimate | null {
  const columns = [...base, ...sharp]
  const freedom = y.length - columns.length
  const fit = fitWeighted(columns, y, weights)
  const last = columns.at(-1)!
  const rest = fitWeighted(columns.slice(0, -1), last, weights)
  if (fit === null || rest === null || freedom < 3 || !(rest.rss > 1e-12)) return null
  const smoothly = fitWeighted([...base, ...smooth], y, weights)
  if (smoothly !== null && smoothly.rss <= fit.rss) return { size: fit.coefficients.at(-1)!, error: Infinity }
  const noise = Math.sqrt(fit.rss / freedom + floor * floor)
  return { size: fit.coefficients.at(-1)!, error: noise / Math.sqrt(rest.rss) }
}
