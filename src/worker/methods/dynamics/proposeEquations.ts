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
const KEPT_OF_LIBRARY = 3
/** A first-order equation that leaves more than this share unexplained is compared with one of second order. */
const POOR = 0.2
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
  const kinds = kindsOf(weak, orders)
  const readables = variables.map((variable, j): Readable => {
    let [min, max] = [Infinity, -Infinity]
    for (const value of weak.columns[j]!) {
      min = Math.min(min, value)
      max = Math.max(max, value)
    }
    return { variable, min, max, kind: kinds[j]! }
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
      found.push(...more.slice(0, KEPT))
      found.sort((a, b) => a.bits - b.bits)
      if (found[0] !== undefined) noise = Math.max(noise, weakNoise(weak, frame, orders, k, found[0].formula))
    }
    const prices = found
      .map((candidate) => priced(weak, frame, orders, k, candidate, variance))
      .sort((a, b) => a.bits - b.bits)
    return shortlist(prices)
  })
  return { orders, weak, candidates }
}

/** The best of all, and the best few of every library, for integration tells apart what the weak form cannot. */
function shortlist(sorted: readonly PricedCandidate[]): PricedCandidate[] {
  const different = sorted.filter(
    ({ formula }, i) => sorted.findIndex((other) => shapeKey(other.formula) === shapeKey(formula)) === i
  )
  const taken = new Map<string, number>()
  return different.filter(({ library: { name } }, i) => {
    const before = taken.get(name) ?? 0
    taken.set(name, before + 1)
    return i < KEPT || before < KEPT_OF_LIBRARY
  })
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

/** What the readable variables are to each other: states, then velocities of second order, then controls. */
function kindsOf(weak: WeakSystem, orders: readonly Order[]): Readable['kind'][] {
  const states = orders.length
  const velocities = orders.filter((order) => order === 2).length
  const rateOf = orders.map((order, k) => (order === 2 ? null : recordedRate(weak, k, states)))
  return weak.columns.map((_, j) => {
    if (j >= states + velocities) return 'control'
    if (j >= states || rateOf.includes(j)) return 'rate'
    return orders[j] === 2 || rateOf[j] !== null ? 'position' : 'other'
  })
}

/** The state that is the velocity of state k to a few per cent, if one is. */
function recordedRate(weak: WeakSystem, k: number, states: number): number | null {
  const left = weak.left[k]!
  const found = weak.columns.slice(0, states).findIndex((column, other) => {
    if (other === k) return false
    const right = weak.project(column)
    const [lr, rr, ll] = [dot(left, right), dot(right, right), dot(left, left)]
    return Math.abs(lr / rr - 1) < NEAR_ONE && (lr * lr) / (ll * rr) > 1 - NEAR_ONE
  })
  return found < 0 ? null : found
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
