import { dot, orthonormalBase, takeOut, weighted } from '../../numeric/orthonormalBase.ts'
import type { TrainingSample } from '../trainingSample.ts'
import type { ProductTarget } from './productTarget.ts'
import { logMagnitude } from './screeningRows.ts'
import type { Workbench } from './workbench.ts'

/** log|v| of a target v on some rows, with the weights that its errors ask for. */
export interface LogView {
  readonly log: Float64Array
  /** √ of the weight of each row. */
  readonly rootWeights: Float64Array
}

/** The logarithms of targets beside the base 1, log|x_j| that powers of the inputs stand for. */
export interface LogDomain {
  readonly base: readonly Float64Array[]
  readonly rootWeights: Float64Array
  /** Targets that powers of the inputs do not explain wholly, and what these leave, of length 1. */
  readonly targets: readonly {
    readonly target: ProductTarget
    readonly rest: Float64Array
    /** Length of what is left, before. */
    readonly size: number
  }[]
}

/** Larger weights would let a few rows of the largest values decide alone. */
const MAX_ROOT_WEIGHT = 100
/** Weights of exact data in medians of |v|: between those of equal errors of v and of equal relative ones. */
const LEAST = 0.1
const MOST = 3
/** Squared share of a target below which there is only rounding. */
const NOTHING_LEFT = 1e-18

/**
 * The weights of the first target are used for all.
 * @param beside columns on these rows that the base has besides
 */
export function createLogDomain(
  bench: Workbench,
  targets: readonly ProductTarget[],
  rows: TrainingSample = bench.screening,
  beside: readonly Float64Array[] = []
): LogDomain {
  const views = targets.map((target) => logView(bench, target, rows))
  const rootWeights = views[0]?.rootWeights ?? new Float64Array(rows.n).fill(1)
  const columns = [new Float64Array(rows.n).fill(1), ...bench.loggable.map((j) => logMagnitude(rows.x[j]!)), ...beside]
  const base = orthonormalBase(columns, rootWeights)
  return {
    base,
    rootWeights,
    targets: targets.flatMap((target, k) => {
      const log = weighted(views[k]!.log, rootWeights)
      const rest = takeOut(base, log)
      return rest === null || isNothing(rest, log) ? [] : [{ target, rest, size: dot(rest, log) }]
    })
  }
}

function isNothing(rest: Float64Array, log: Float64Array): boolean {
  let along = 0
  let square = 0
  for (let i = 0; i < log.length; i++) {
    along += rest[i]! * log[i]!
    square += log[i]! * log[i]!
  }
  return !(along * along > NOTHING_LEFT * square)
}

/**
 * log|v| itself while data are taken as exact, where any weights give the same answer: such as suit small errors of v too.
 * For noisy data the working response of a model with log link about the best law so far,
 * log|v̂| + (v − v̂)/v̂ with weights (v̂/σ_v)²: unlike log|v| it is not bent by noise and bears rows whose sign noise turned.
 *
 * Source: P. McCullagh, J. A. Nelder, "Generalized Linear Models", 2nd ed. (1989), §2.5, doi:10.1007/978-1-4899-3242-6.
 */
export function logView(
  { noise }: Pick<Workbench, 'noise'>,
  target: ProductTarget,
  rows: Pick<TrainingSample, 'x' | 'y' | 'weights'>
): LogView {
  const roots = rows.y.map((_, i) => Math.sqrt(rows.weights?.[i] ?? 1))
  const v = target.transform(rows)
  if (noise === null) {
    const median = v.map(Math.abs).sort()[v.length >> 1]! || 1
    const weight = (value: number) => Math.max(LEAST, Math.min(Math.abs(value) / median, MOST))
    return { log: logMagnitude(v), rootWeights: roots.map((root, i) => root * weight(v[i]!)) }
  }
  const fitted = noise.fitted(rows.x, rows.y.length)
  const at = (errors: number) => {
    const y = fitted.map((value, i) => value + (errors === 0 ? 0 : (errors * noise.sigma) / roots[i]!))
    return target.transform({ x: rows.x, y })
  }
  const [centre, below, above] = [at(0), at(-1), at(1)]
  return {
    log: logMagnitude(centre).map((log, i) => log + Math.max(-1, Math.min(1, v[i]! / centre[i]! - 1))),
    rootWeights: roots.map((_, i) => {
      const weight = (2 * Math.abs(centre[i]!)) / Math.abs(above[i]! - below[i]!)
      return Number.isFinite(weight) ? Math.min(weight, MAX_ROOT_WEIGHT) : 0
    })
  }
}
