import type { Variable } from '../../../shared/domain/dataset.ts'
import { combineDimensions } from '../../../shared/domain/dimension.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { shapeKey } from '../../../shared/expression/structure.ts'
import { searchEquation, weakBits, type EquationCandidate, type EquationSearch } from './equationSearch.ts'
import { librariesOf, type Readable } from './library.ts'
import type { MotionFrame, Order, Path } from './motion.ts'
import { weakNoise } from './weakNoise.ts'
import { weakSystem, type WeakSystem } from './weakForm.ts'

export interface PricedCandidate extends EquationCandidate {
  /** Share of the left-hand side that neither formula nor noise explains. */
  readonly unexplained: number
  /** Mean square of the weak residuals over what the noise leaves; about 1 for the truth. */
  readonly ratio: number
}

export interface Proposals {
  readonly orders: readonly Order[]
  readonly weak: WeakSystem
  /** Of each state, best first. */
  readonly candidates: readonly (readonly PricedCandidate[])[]
}

export interface ProposalSettings {
  readonly options: MethodOptions
  readonly operators: readonly OperatorId[]
  readonly shouldStop: () => boolean
  readonly count: (evaluations: number) => void
}

const KEPT = 20
/** A first-order equation that leaves more than this share unexplained is compared with one of second order. */
const POOR = 0.02
/** So many times less must the second order leave unexplained. */
const BETTER = 0.3
/** A recorded velocity: x' = c v with c this near to 1. */
const NEAR_ONE = 0.05

/** Right-hand sides for every state from all libraries, with the order in time that explains more. Null for paths too short. */
export function proposeEquations(
  frame: MotionFrame,
  paths: readonly Path[],
  settings: ProposalSettings
): Proposals | null {
  const order = settings.options['order']
  const all = (value: Order): Order[] => frame.states.map(() => value)
  const first = proposalsOf(frame, all(order === 'second' ? 2 : 1), paths, settings)
  if (first === null || order !== 'auto') return first
  const isPoor = (candidates: readonly PricedCandidate[]) =>
    (candidates[0]?.unexplained ?? 1) > POOR && (candidates[0]?.ratio ?? Infinity) > 2
  if (!first.candidates.some(isPoor) || settings.shouldStop()) return first
  const orders = first.candidates.map((candidates): Order => (isPoor(candidates) ? 2 : 1))
  const mixed = proposalsOf(frame, orders, paths, settings)
  if (mixed === null) return first
  const isWorthIt = first.candidates.some((candidates, k) => {
    const left = mixed.candidates[k]?.[0]?.unexplained ?? 1
    return orders[k] === 2 && left < BETTER * (candidates[0]?.unexplained ?? 1)
  })
  return isWorthIt ? mixed : first
}

function proposalsOf(
  frame: MotionFrame,
  orders: readonly Order[],
  paths: readonly Path[],
  settings: ProposalSettings
): Proposals | null {
  const weak = weakSystem(frame, orders, paths)
  if (weak === null) return null
  const { options, operators, shouldStop, count } = settings
  const search: EquationSearch = {
    optimiser: options['optimiser'] === 'stlsq' || options['optimiser'] === 'sr3' ? options['optimiser'] : 'bestSubset',
    maxTerms: Number(options['maxTerms'] ?? 7),
    shouldStop
  }
  const variables = [
    ...frame.states,
    ...frame.states.flatMap((state, k) => (orders[k] === 2 ? [velocityVariable(frame, k, state)] : [])),
    ...frame.controls
  ]
  const positions = positionsOf(weak, orders)
  const readables = variables.map((variable, j): Readable => {
    let [min, max] = [Infinity, -Infinity]
    for (const value of weak.columns[j]!) {
      min = Math.min(min, value)
      max = Math.max(max, value)
    }
    return { variable, min, max, isPosition: positions[j] === true }
  })
  const libraries = librariesOf(readables, {
    maxDegree: Number(options['maxDegree'] ?? 3),
    operators: new Set(operators),
    isRational: options['rational'] !== false
  })
  const candidates = frame.states.map((_, k): PricedCandidate[] => {
    const found: EquationCandidate[] = []
    const variance = weak.left[k]!.reduce((sum, value) => sum + value * value, 0) / weak.rows
    let noise = weak.leftNoise[k]!
    for (const library of libraries) {
      if (shouldStop() && found.length > 0) break
      const more = searchEquation(weak, k, library, noise, search)
      count(more.length)
      found.push(...more)
      found.sort((a, b) => a.bits - b.bits)
      if (found[0] !== undefined) noise = Math.max(noise, weakNoise(weak, frame, orders, k, found[0].formula))
    }
    const prices = found
      .slice(0, 4 * KEPT)
      .map((candidate) => priced(weak, frame, orders, k, candidate, variance))
      .sort((a, b) => a.bits - b.bits)
    return [...new Map(prices.toReversed().map((price) => [shapeKey(price.formula), price])).values()]
      .reverse()
      .slice(0, KEPT)
  })
  return { orders, weak, candidates }
}

/** Prices a candidate by the noise that its own slopes pass on. */
export function priced(
  weak: WeakSystem,
  frame: MotionFrame,
  orders: readonly Order[],
  k: number,
  candidate: EquationCandidate,
  variance: number
): PricedCandidate {
  const noise = weakNoise(weak, frame, orders, k, candidate.formula)
  const bits = weakBits(weak, candidate.formula, candidate.columns.length, candidate.meanSquare, noise)
  return {
    ...candidate,
    bits,
    ratio: candidate.meanSquare / noise,
    unexplained: Math.max(0, candidate.meanSquare - noise) / variance
  }
}

function velocityVariable({ velocities, time }: MotionFrame, k: number, { dimension }: Variable): Variable {
  const isKnown = dimension !== null && time.dimension !== null
  return {
    name: velocities[k]!,
    unit: null,
    dimension: isKnown ? combineDimensions(dimension, time.dimension, -1) : null
  }
}

/** Which readable variables are positions: of second order, or with a velocity that was recorded. */
function positionsOf(weak: WeakSystem, orders: readonly Order[]): boolean[] {
  return weak.columns.map((_, j) => {
    if (j >= orders.length) return false
    if (orders[j] === 2) return true
    const left = weak.left[j]!
    return weak.columns.some((column, other) => {
      if (other === j || other >= orders.length) return false
      const right = weak.project(column)
      const [lr, rr, ll] = [dot(left, right), dot(right, right), dot(left, left)]
      return Math.abs(lr / rr - 1) < NEAR_ONE && (lr * lr) / (ll * rr) > 1 - NEAR_ONE
    })
  })
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
