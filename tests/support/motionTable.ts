import { createRandom, type Random } from '../../src/worker/numeric/random.ts'

export interface FlowRecipe {
  readonly names: readonly string[]
  readonly flow: (state: readonly number[]) => number[]
  readonly start: (random: Random) => number[]
  readonly duration: number
  /** Standard deviation of the noise in units of the spread of each column. */
  readonly noise?: number
  readonly trajectories?: number
  readonly points?: number
  /** Share of the points that are kept, at random: uneven sampling. */
  readonly kept?: number
  readonly seed?: number
}

const STEPS_PER_POINT = 10

/** Trajectories of dx/dt = flow(x) by the classical Runge–Kutta method: columns trajectory, t and the states. */
export function motionTable({
  names,
  flow,
  start,
  duration,
  noise = 0,
  trajectories = 12,
  points = 201,
  kept = 1,
  seed = 11
}: FlowRecipe): Record<string, number[]> {
  const random = createRandom(seed)
  const columns: Record<string, number[]> = Object.fromEntries(['trajectory', 't', ...names].map((name) => [name, []]))
  const step = duration / (points - 1) / STEPS_PER_POINT
  for (let k = 0; k < trajectories; k++) {
    let state = start(random)
    for (let i = 0; i < points; i++) {
      if (kept === 1 || random.next() < kept) {
        columns.trajectory!.push(k)
        columns.t!.push((i * duration) / (points - 1))
        names.forEach((name, j) => columns[name]!.push(state[j]!))
      }
      for (let s = 0; s < STEPS_PER_POINT; s++) state = rungeKutta(flow, state, step)
    }
  }
  for (const name of names) addNoise(columns[name]!, noise, random)
  return columns
}

function addNoise(values: number[], noise: number, random: Random): void {
  if (noise === 0) return
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length)
  values.forEach((value, i) => void (values[i] = value + noise * spread * random.normal()))
}

function rungeKutta(flow: FlowRecipe['flow'], state: readonly number[], step: number): number[] {
  const moved = (rate: readonly number[], share: number) => state.map((value, j) => value + share * step * rate[j]!)
  const first = flow(state)
  const second = flow(moved(first, 0.5))
  const third = flow(moved(second, 0.5))
  const fourth = flow(moved(third, 1))
  return state.map((value, j) => value + (step / 6) * (first[j]! + 2 * second[j]! + 2 * third[j]! + fourth[j]!))
}
