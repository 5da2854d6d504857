/** x' = f(t, x) for n components. */
export interface OdeSystem {
  readonly n: number
  /** Writes f(t, state) into `out`. Values that are not finite make the step shorter. */
  readonly derivative: (t: number, state: Float64Array, out: Float64Array) => void
}

export interface OdeTolerance {
  /** Largest error of a step by component; only the first components, as many as there are here, are controlled. */
  readonly absolute: ArrayLike<number>
  /** The same relative to the size of the component. */
  readonly relative: number
  /** Steps tried, accepted or not; 20 000 unless told. */
  readonly maxSteps?: number
}

export interface OdeSolution {
  /** states[i * n + k]: component k at times[i]. */
  readonly states: Float64Array
  /** Times that were reached; fewer than asked for where the solution runs away or is too stiff for the steps allowed. */
  readonly reached: number
  /** Calls of the derivative. */
  readonly evaluations: number
}

const NODES = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1] as const
const STAGES: readonly (readonly number[])[] = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84]
]
/** Fifth minus fourth order. */
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const
/** Continuous extension of fourth order. */
const DENSE = [
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423
] as const

const MAX_STEPS = 20_000
const SAFETY = 0.9
const MIN_FACTOR = 0.2
const MAX_FACTOR = 5

/**
 * Solves an initial value problem by Dormand and Prince's method of order 5(4) with control of the error of every step,
 * and gives the state at the times asked for (rising; times[0] belongs to `start`) by its continuous extension.
 * Running away, NaN and too many steps end it early: a returned value, no exception.
 *
 * Source: J. R. Dormand, P. J. Prince (1980), doi:10.1016/0771-050X(80)90013-3; E. Hairer, S. P. Nørsett, G. Wanner,
 * "Solving Ordinary Differential Equations I" (1993), §II.4–6, doi:10.1007/978-3-540-78862-1.
 */
export function dormandPrince(
  system: OdeSystem,
  start: Float64Array,
  times: Float64Array,
  { absolute, relative, maxSteps = MAX_STEPS }: OdeTolerance
): OdeSolution {
  const { n, derivative } = system
  const states = new Float64Array(times.length * n)
  states.set(start)
  const slopes = STAGES.map(() => new Float64Array(n))
  const first = slopes[0]!
  const last = slopes[6]!
  let state = start.slice()
  let next = new Float64Array(n)
  let t = times[0] ?? 0
  const end = times.at(-1) ?? t
  let reached = Math.min(1, times.length)
  derivative(t, state, first)
  let evaluations = 1
  let h = firstStep(state, first, absolute, relative, end - t)
  for (let step = 0; step < maxSteps && reached < times.length; step++) {
    h = Math.min(h, end - t)
    if (!(t + h > t)) break
    for (let stage = 1; stage < 7; stage++) {
      const weights = STAGES[stage]!
      for (let k = 0; k < n; k++) {
        let sum = 0
        for (let s = 0; s < stage; s++) sum += weights[s]! * slopes[s]![k]!
        next[k] = state[k]! + h * sum
      }
      derivative(t + NODES[stage]! * h, next, slopes[stage]!)
    }
    evaluations += 6
    const error = stepError(slopes, state, next, h, absolute, relative)
    // also false for NaN
    if (error <= 1) {
      const reachedTime = end - (t + h) < 1e-12 * (end - times[0]!) ? end : t + h
      while (reached < times.length && times[reached]! <= reachedTime) {
        interpolate(slopes, state, next, h, (times[reached]! - t) / h, states.subarray(reached * n, (reached + 1) * n))
        reached++
      }
      t = reachedTime
      ;[state, next] = [next, state]
      first.set(last)
    }
    h *= Number.isFinite(error) ? Math.min(MAX_FACTOR, Math.max(MIN_FACTOR, SAFETY * error ** -0.2)) : MIN_FACTOR
  }
  return { states, reached, evaluations }
}

/** A tenth of the time in which the slope moves the state by its own size; a hundredth of the span from a state of zeros. */
function firstStep(
  state: Float64Array,
  slope: Float64Array,
  absolute: ArrayLike<number>,
  relative: number,
  span: number
): number {
  let size = 0
  let speed = 0
  for (let k = 0; k < absolute.length; k++) {
    const scale = absolute[k]! + relative * Math.abs(state[k]!)
    size = Math.max(size, Math.abs(state[k]!) / scale)
    speed = Math.max(speed, Math.abs(slope[k]!) / scale)
  }
  const step = (0.1 * size) / speed
  return Math.min(0.1 * span, step > 0 && Number.isFinite(step) ? step : 0.01 * span)
}

/** Largest error of the controlled components over its tolerance; NaN where a value is not finite. */
function stepError(
  slopes: readonly Float64Array[],
  state: Float64Array,
  next: Float64Array,
  h: number,
  absolute: ArrayLike<number>,
  relative: number
): number {
  let worst = 0
  for (let k = 0; k < absolute.length; k++) {
    let error = 0
    for (let s = 0; s < 7; s++) error += ERROR[s]! * slopes[s]![k]!
    const scale = absolute[k]! + relative * Math.max(Math.abs(state[k]!), Math.abs(next[k]!))
    const share = Math.abs(h * error) / scale
    if (!(share <= worst)) worst = share
  }
  for (let k = absolute.length; k < next.length; k++) if (!Number.isFinite(next[k]!)) return NaN
  return worst
}

/** Value a share `at` of the step from `state` to `next`. */
function interpolate(
  slopes: readonly Float64Array[],
  state: Float64Array,
  next: Float64Array,
  h: number,
  at: number,
  out: Float64Array
): void {
  for (let k = 0; k < out.length; k++) {
    const change = next[k]! - state[k]!
    const bend = h * slopes[0]![k]! - change
    let dense = 0
    for (let s = 0; s < 7; s++) dense += DENSE[s]! * slopes[s]![k]!
    const rest = change - h * slopes[6]![k]! - bend
    out[k] = state[k]! + at * (change + (1 - at) * (bend + at * (rest + (1 - at) * h * dense)))
  }
}
