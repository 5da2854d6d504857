import { compile } from '../../kernel/program.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import type { Expr } from '../../../shared/domain/expr.ts'
import { resample, type Grid } from './resample.ts'
import { readableNames, type MotionFrame, type Order, type Path } from './motion.ts'

/** Power of the test function (1 − s²)^p: smooth enough at its ends that sums over the grid are integrals to many digits. */
const BUMP_POWER = 6
/** Largest half width of a test function in units of the motion's tempo; the bump itself is half as wide. */
const HALF_WIDTH = 1.5
/** Root mean square of a derivative over the noise of a row from which windows need not be wider. */
const CLEAR = 20
const LEAST_HALF_WIDTH = 5
/** Windows to one half width. */
const OVERLAP = 4
const MOST_ROWS = 1000

/**
 * The equations of motion integrated against test functions φ, so that no derivative of noisy data is ever taken:
 * −∫φ'x dt = ∫φ f dt, and ∫φ''x dt = ∫φ f dt for second order. A row is one window.
 *
 * Source: D. A. Messenger, D. M. Bortz, "Weak SINDy: Galerkin-based data-driven model selection" (2021),
 * doi:10.1137/20M1343166.
 */
export interface WeakSystem {
  /** Names that formulas may read, and their values on the grid of all paths, one after the other. */
  readonly names: readonly string[]
  readonly columns: readonly Float64Array[]
  readonly rows: number
  /** Path of each row, and its place on it: what is drawn together when rows are drawn again. */
  readonly block: Int32Array
  /** Rows that tell something new: windows that do not overlap. */
  readonly independent: number
  /** Left-hand side of each state. */
  readonly left: readonly Float64Array[]
  /** Variance that the noise of the state itself gives its left-hand side. */
  readonly leftNoise: readonly number[]
  /** Variance that unit noise of a value, and of a velocity, gives the integral of that value. */
  readonly valueFactor: number
  readonly velocityFactor: number
  /** The derivative of each state of its order on the grid, smoothed. */
  readonly derivatives: readonly Float64Array[]
  /** ∫φ values dt for values on the grid. */
  project(values: Float64Array): Float64Array
}

interface Windows {
  readonly starts: Int32Array
  readonly halfWidth: number
  readonly value: Float64Array
  readonly first: Float64Array
  readonly second: Float64Array
}

/** Null where no path is long enough for a window. */
export function weakSystem(frame: MotionFrame, orders: readonly Order[], paths: readonly Path[]): WeakSystem | null {
  const step = commonStep(paths)
  const grids = paths.map((path) => resample(path, step))
  const total = grids.reduce((sum, grid) => sum + grid.length, 0)
  const longest = Math.max(...grids.map(({ length }) => length))
  const widest = Math.max(LEAST_HALF_WIDTH, Math.round((HALF_WIDTH * frame.tempo) / step))
  const halfWidth = Math.min(clearHalfWidth(frame, orders, grids, step, widest), Math.floor((longest - 1) / 4))
  if (halfWidth < 2) return null
  const stride = Math.max(1, Math.round(halfWidth / OVERLAP), Math.ceil(total / MOST_ROWS))
  const starts: number[] = []
  const blocks: number[] = []
  let offset = 0
  grids.forEach(({ length }, p) => {
    for (let from = 0; from + 2 * halfWidth < length; from += stride) {
      starts.push(offset + from)
      blocks.push(p * 1024 + Math.floor(from / (4 * halfWidth)))
    }
    offset += length
  })
  if (starts.length === 0) return null
  const windows = testFunctions(Int32Array.from(starts), halfWidth, step)
  const join = (pick: (grid: (typeof grids)[number]) => Float64Array): Float64Array => {
    const all = new Float64Array(total)
    let at = 0
    for (const grid of grids) {
      all.set(pick(grid), at)
      at += grid.length
    }
    return all
  }
  const values = frame.states.map((_, k) => join((grid) => grid.value[k]!))
  const velocities = frame.states.map((_, k) => join((grid) => grid.first[k]!))
  const accelerations = frame.states.map((_, k) => (orders[k] === 2 ? join((grid) => grid.second[k]!) : null))
  const controls = frame.controls.map((_, c) => join((grid) => grid.controls[c]!))
  return {
    names: readableNames(frame, orders),
    columns: [...values, ...velocities.filter((_, k) => orders[k] === 2), ...controls],
    rows: starts.length,
    block: Int32Array.from(blocks),
    independent: Math.max(1, starts.length * Math.min(1, stride / halfWidth)),
    left: values.map((column, k) => apply(windows, orders[k] === 2 ? windows.second : windows.first, column)),
    leftNoise: frame.noise.map((noise, k) => noise ** 2 * squares(orders[k] === 2 ? windows.second : windows.first)),
    valueFactor: squares(windows.value),
    velocityFactor: squares(windows.first),
    derivatives: velocities.map((velocity, k) => accelerations[k] ?? velocity),
    project: (column) => apply(windows, windows.value, column)
  }
}

/** Values of a formula without Params on the grid. */
export function gridValues({ names, columns }: WeakSystem, formula: Expr): Float64Array {
  const program = compile(formula, names)
  const out = new Float64Array(columns[0]?.length ?? 0)
  evaluator.evaluate(program, columns, program.params, out)
  return out
}

/** The narrowest window, up to `widest`, through which the derivatives of all states stand out of their noise. */
function clearHalfWidth(
  frame: MotionFrame,
  orders: readonly Order[],
  grids: readonly Grid[],
  step: number,
  widest: number
): number {
  const rates = frame.states.map((_, k) => {
    const all = grids.map((grid) => (orders[k] === 2 ? grid.second : grid.first)[k]!)
    const count = all.reduce((sum, { length }) => sum + length, 0)
    return Math.sqrt(all.reduce((sum, values) => sum + squares(values), 0) / count)
  })
  for (let halfWidth = LEAST_HALF_WIDTH; halfWidth < widest; halfWidth++) {
    const { first, second } = testFunctions(new Int32Array(0), halfWidth, step)
    const isClear = rates.every((rate, k) => {
      const noise = frame.noise[k]! * Math.sqrt(squares(orders[k] === 2 ? second : first))
      return rate > CLEAR * noise
    })
    if (isClear) return halfWidth
  }
  return widest
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}

/** Median spacing of all points. */
function commonStep(paths: readonly Path[]): number {
  const steps = paths.flatMap(({ time }) => Array.from(time.subarray(1), (t, i) => t - time[i]!)).sort((a, b) => a - b)
  return steps[steps.length >> 1] ?? 1
}

/** φ, −φ' and φ'' with ∫φ dt = 1, times the step of the grid. */
function testFunctions(starts: Int32Array, halfWidth: number, step: number): Windows {
  const length = 2 * halfWidth + 1
  const value = new Float64Array(length)
  const first = new Float64Array(length)
  const second = new Float64Array(length)
  const width = halfWidth * step
  let area = 0
  for (let j = 0; j < length; j++) {
    const s = (j - halfWidth) / halfWidth
    const base = 1 - s * s
    value[j] = base ** BUMP_POWER
    first[j] = (2 * BUMP_POWER * s * base ** (BUMP_POWER - 1)) / width
    const bend = 4 * BUMP_POWER * (BUMP_POWER - 1) * s * s * base ** (BUMP_POWER - 2)
    second[j] = (bend - 2 * BUMP_POWER * base ** (BUMP_POWER - 1)) / width ** 2
    area += value[j]!
  }
  for (const weights of [value, first, second]) for (let j = 0; j < length; j++) weights[j] = weights[j]! / area
  return { starts, halfWidth, value, first, second }
}

function apply({ starts, halfWidth }: Windows, weights: Float64Array, values: Float64Array): Float64Array {
  return Float64Array.from(starts, (from) => {
    let sum = 0
    for (let j = 0; j <= 2 * halfWidth; j++) sum += weights[j]! * values[from + j]!
    return sum
  })
}
