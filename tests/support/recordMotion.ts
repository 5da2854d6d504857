import { toFunction } from '../../src/shared/expression/evaluate.ts'
import { parse } from '../../src/shared/expression/parse.ts'
import type { Random } from '../../src/worker/numeric/random.ts'

/** A system whose equations are known, and how it is measured. */
export interface MotionSystem {
  readonly id: string
  /** d state / dt, in infix of states, `hidden` states, `controls` and t. */
  readonly equations: Readonly<Record<string, string>>
  /** States that are integrated but not recorded: the velocities of second-order systems. */
  readonly hidden?: readonly string[]
  /** Inputs as functions of t. */
  readonly controls?: Readonly<Record<string, string>>
  readonly start: (random: Random) => readonly number[]
  readonly duration: number
  readonly points: number
  readonly trajectories: number
  readonly isUneven?: boolean
  /** Share of the standard deviation of each column. */
  readonly noise: number
  /** Options of the method. */
  readonly options?: Readonly<Record<string, string | number | boolean>>
  /** Right-hand sides of second order for hidden velocities: d²state/dt², with velocities called NAME_dot. */
  readonly secondOrder?: Readonly<Record<string, string>>
  /** Random motion instead of equations: nothing is to be found. */
  readonly isNull?: 'whiteNoise' | 'randomWalk' | 'meanReverting'
}

/** Steps of the classical Runge–Kutta method between two records. */
const SUBSTEPS = 20

export interface MotionTable {
  readonly columns: Readonly<Record<string, Float64Array>>
  /** Recorded states and controls without noise. */
  readonly clean: Readonly<Record<string, Float64Array>>
}

/** Records trajectories of a system: integrated by a method of its own, with noise added to states alone. */
export function recordMotion(system: MotionSystem, random: Random): MotionTable {
  const names = Object.keys(system.equations)
  const controlNames = Object.keys(system.controls ?? {})
  const all = [...names, ...controlNames, 't']
  const slopes = names.map((name) => toFunction(parse(system.equations[name]!), all))
  const inputs = controlNames.map((name) => toFunction(parse(system.controls![name]!), ['t']))
  const derivative = (t: number, x: readonly number[]): number[] => {
    const point = [...x, ...inputs.map((input) => input([t])), t]
    return slopes.map((slope) => slope(point))
  }
  const rows: { trajectory: number; t: number; x: readonly number[]; u: readonly number[] }[] = []
  for (let k = 0; k < system.trajectories; k++) {
    let x = system.start(random)
    let t = 0
    const step = system.duration / (system.points - 1)
    for (let i = 0; i < system.points; i++) {
      rows.push({ trajectory: k, t, x, u: inputs.map((input) => input([t])) })
      const length = system.isUneven ? step * (0.3 + 1.4 * random.next()) : step
      if (system.isNull !== undefined) x = wander(system.isNull, x, step, random)
      else
        for (let s = 0; s < SUBSTEPS; s++) x = rungeKutta(derivative, t + (s * length) / SUBSTEPS, x, length / SUBSTEPS)
      t += length
    }
  }
  const recorded = names.filter((name) => !system.hidden?.includes(name))
  const clean: Record<string, Float64Array> = {
    ...Object.fromEntries(names.map((name, j) => [name, Float64Array.from(rows, (row) => row.x[j]!)])),
    ...Object.fromEntries(controlNames.map((name, c) => [name, Float64Array.from(rows, (row) => row.u[c]!)]))
  }
  const columns: Record<string, Float64Array> = {
    trajectory: Float64Array.from(rows, (row) => row.trajectory),
    t: Float64Array.from(rows, (row) => row.t)
  }
  for (const name of [...recorded, ...controlNames]) {
    const values = clean[name]!
    const noise = controlNames.includes(name) ? 0 : system.noise * spread(values)
    columns[name] = values.map((value) => value + noise * random.normal())
  }
  return { columns, clean }
}

function rungeKutta(
  derivative: (t: number, x: readonly number[]) => number[],
  t: number,
  x: readonly number[],
  h: number
): number[] {
  const moved = (k: readonly number[], share: number) => x.map((value, i) => value + share * k[i]!)
  const k1 = derivative(t, x)
  const k2 = derivative(t + h / 2, moved(k1, h / 2))
  const k3 = derivative(t + h / 2, moved(k2, h / 2))
  const k4 = derivative(t + h, moved(k3, h))
  return x.map((value, i) => value + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!))
}

function wander(
  kind: NonNullable<MotionSystem['isNull']>,
  x: readonly number[],
  step: number,
  random: Random
): number[] {
  if (kind === 'whiteNoise') return x.map(() => random.normal())
  const pull = kind === 'meanReverting' ? step : 0
  return x.map((value) => (1 - pull) * value + Math.sqrt(step) * random.normal())
}

function spread(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}
