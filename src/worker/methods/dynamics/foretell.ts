import { dormandPrince } from '../../numeric/dormandPrince.ts'
import { controlSignal } from './controlSignal.ts'
import { createFlow } from './flow.ts'
import type { Equation, MotionFrame, Path } from './motion.ts'
import { segmentOf } from './segments.ts'
import { stepTolerances } from './stepTolerances.ts'

/** How well equations foretell paths that they were not fitted to. */
export interface Foretelling {
  /** Time over which each forecast runs. */
  readonly horizon: number
  readonly forecasts: number
  /** Root mean square error by state, in spreads of the state. */
  readonly errors: readonly number[]
  /** The same of the better of "it stays" and "it returns to its mean". */
  readonly baselines: readonly number[]
  /** Share of the baseline's squared error, less the noise, that the equations take away; by state. */
  readonly skills: readonly number[]
}

/** Forecasts run so many tempos: half a period of an oscillation, a fraction of the time in which chaos forgets. */
const HORIZON = 3
const MOST_FORECASTS = 60
/** A forecast that runs away is as wrong as this many spreads. */
const WORST = 3

/**
 * Integrates forward from many places of unseen paths and compares with what was measured. The starts are smoothed
 * values; NaN where nothing could be foretold.
 */
export function foretell(frame: MotionFrame, equations: readonly Equation[], paths: readonly Path[]): Foretelling {
  const flow = createFlow(frame, equations)
  const orders = equations.map(({ order }) => order)
  const states = frame.states.length
  const horizon = Math.min(HORIZON * frame.tempo, 0.5 * Math.max(...paths.map(({ time }) => time.at(-1)! - time[0]!)))
  const sums = { model: new Float64Array(states), stays: new Float64Array(states), mean: new Float64Array(states) }
  const means = frame.states.map((_, k) => meanOf(paths, k))
  const places = startsOf(paths, horizon)
  let points = 0
  for (const { path, from, to } of places) {
    const controls = path.controls.map((values) => controlSignal(path.time, values))
    const segment = segmentOf(frame, orders, path, controls, from, to)
    const absolute = stepTolerances(frame, flow)
    const tolerance = { absolute, relative: 1e-6, maxSteps: 3000 }
    const { states: found, reached } = dormandPrince(
      flow.system(flow.params, controls),
      segment.start,
      segment.time,
      tolerance
    )
    for (let i = 1; i < segment.time.length; i++) {
      points++
      for (let k = 0; k < states; k++) {
        const spread = frame.spread[k]!
        const measured = segment.observed[k]![i]!
        const error = i < reached ? Math.abs(found[i * flow.size + k]! - measured) / spread : WORST
        sums.model[k] = sums.model[k]! + Math.min(error, WORST) ** 2
        sums.stays[k] = sums.stays[k]! + ((segment.start[k]! - measured) / spread) ** 2
        sums.mean[k] = sums.mean[k]! + ((means[k]! - measured) / spread) ** 2
      }
    }
  }
  const square = (sum: Float64Array, k: number) => sum[k]! / points
  const baseline = (k: number) => Math.min(square(sums.stays, k), square(sums.mean, k))
  return {
    horizon,
    forecasts: places.length,
    errors: frame.states.map((_, k) => Math.sqrt(square(sums.model, k))),
    baselines: frame.states.map((_, k) => Math.sqrt(baseline(k))),
    skills: frame.states.map((_, k) => {
      const noise = (frame.noise[k]! / frame.spread[k]!) ** 2
      const motion = baseline(k) - noise
      // where the baseline is as good as noise allows, there was nothing to foretell
      return motion > noise ? 1 - Math.max(0, square(sums.model, k) - noise) / motion : 0
    })
  }
}

interface Place {
  readonly path: Path
  readonly from: number
  readonly to: number
}

function startsOf(paths: readonly Path[], horizon: number): Place[] {
  const all = paths.flatMap((path): Place[] => {
    const { time } = path
    const found: Place[] = []
    let from = 0
    while (from + 1 < time.length) {
      const limit = time[from]! + horizon * (1 + 1e-9)
      let to = from + 1
      while (to < time.length && time[to]! <= limit) to++
      // a rest that is too short to move in asks nothing
      if (to - from >= 3 && time[to - 1]! - time[from]! > 0.5 * horizon) found.push({ path, from, to })
      if (to >= time.length) break
      from = to - 1 > from ? to - 1 : from + 1
    }
    return found
  })
  const stride = Math.max(1, Math.ceil(all.length / MOST_FORECASTS))
  return all.filter((_, i) => i % stride === 0)
}

function meanOf(paths: readonly Path[], k: number): number {
  let sum = 0
  let count = 0
  for (const { states } of paths) {
    for (const value of states[k]!) sum += value
    count += states[k]!.length
  }
  return sum / count
}
