import { largestSize, standardDeviation, variance } from '../../numeric/statistics.ts'
import { findCandidates, tableOf } from './candidates.ts'
import { combine, pickTableRows, type ChangeTable } from './changeTable.ts'
import { eventChanges } from './eventChanges.ts'
import { eventLibrary, logarithmLibrary } from './eventLibrary.ts'
import { estimateEventNoise, LEAST_VARIANCE, unbiased, type EventNoise } from './eventNoise.ts'
import type { EventTable } from './eventTable.ts'
import { fitInvariant, measureInvariant } from './fitInvariant.ts'
import type { FoundLaw } from './foundLaw.ts'
import { independenceFrom, type Gradient } from './independence.ts'
import { functionTerm, type LibraryTerm } from './libraryTerm.ts'
import { singularValueRatio } from './singularValues.ts'
import { snapCoefficients } from './snapCoefficients.ts'
import type { TermColumns } from './termColumns.ts'

export interface EventSearchSettings {
  /** Terms that the user added. */
  readonly own: readonly LibraryTerm[]
  readonly maxDegree: number
  readonly maxTerms: number
  readonly shouldStop: (nodes: number) => boolean
}

export interface EventSearch {
  readonly noise: EventNoise | null
  readonly laws: readonly EventLaw[]
  /** Terms of the last library that was searched. */
  readonly library: readonly LibraryTerm[]
  readonly table: ChangeTable | null
}

export interface EventLaw extends FoundLaw {
  /** n ln misfit + 4 cost: what shuffled tables are compared by. */
  readonly score: number
}

/** Terms of a circuit by the degree of the library, whose size grows with it. */
const TERMS_BY_DEGREE = [6, 4, 4, 3]
/** Libraries beyond this are searched one term less deep. */
const LARGE_LIBRARY = 110
const MAX_CIRCUITS = 6000
const MAX_NODES = 6e6
const EXAMINED = 200
/** Price of a unit of cost in a score, in units of −2 ln likelihood. */
const PER_COST = 4
/** Scatter, in standard deviations, that the misfit of a law may have by its number of products: longer ones choose more. */
const SLACK = [6, 6, 4, 2.5]
/** Rows beyond which the misfit of a true law scatters no less: noise models are only nearly right. */
const MOST_INFORMATIVE_ROWS = 200
/** Sine below which a quantity counts as a function of the laws before it; noise blurs it by so many times its size. */
const LEAST_ANGLE = 0.03
const ANGLE_PER_NOISE = 10
const MOST_ANGLE = 0.3
/** Above this noise cubes of changing variables are mostly error, and anything cubic seems conserved. */
const TOO_NOISY_FOR_CUBES = 0.04
/** Variance between events over that of the noise, below which a quantity is the same in all events: an identity. */
const LEAST_SPREAD = 4
const MIN_HELD_OUT = 20

/** Conserved quantities of events, best first, in libraries of rising degree; each passes every test but the shuffling. */
export function findEventLaws(
  events: EventTable,
  columns: TermColumns,
  { maxDegree, maxTerms, own, shouldStop }: EventSearchSettings
): EventSearch {
  const changing = events.variables.filter(({ isFixed }) => !isFixed).length
  const largest = eventLibrary(events, columns, maxDegree, own)
  const noise = estimateEventNoise(events, largest, columns, { maxTerms: Math.min(3, maxTerms), shouldStop })
  const linear = eventLibrary(events, columns, 1, own)
  const linearNoise = estimateEventNoise(events, linear, columns, { maxTerms: Math.min(6, maxTerms + 2), shouldStop })
  const logarithms = logarithmLibrary(events)
  const powersNoise =
    logarithms.length > 1 ? estimateEventNoise(events, logarithms, columns, { maxTerms, shouldStop }) : null
  const least = smaller(smaller(noise, linearNoise), powersNoise)
  if (least === null) return { noise: null, laws: [], library: largest, table: null }
  const tierOf = (library: readonly LibraryTerm[], deepest: number): Tier => ({
    events,
    columns,
    library,
    table: eventChanges(events, library, columns, least.model),
    noise: least,
    maxTerms: deepest,
    changing,
    shouldStop
  })
  const laws: EventLaw[] = []
  let library: readonly LibraryTerm[] = linear
  for (let degree = 1; degree <= maxDegree && laws.length < changing; degree++) {
    const terms = degree === maxDegree ? largest : eventLibrary(events, columns, degree, own)
    library = least.variance > TOO_NOISY_FOR_CUBES ** 2 ? terms.filter((term) => !isCubic(term, events)) : terms
    const deepest = Math.min(TERMS_BY_DEGREE[degree - 1] ?? 3, degree === 1 ? maxTerms + 2 : maxTerms)
    const size = library.length > LARGE_LIBRARY ? Math.min(deepest, 3) : deepest
    addLaws(laws, tierOf(library, size))
  }
  if (laws.length < changing && logarithms.length > 1) {
    addLaws(laws, tierOf(logarithms, maxTerms))
    library = [...library, ...logarithms].sort((a, b) => a.cost - b.cost)
  }
  return { noise: least, laws, library, table: eventChanges(events, library, columns, least.model) }
}

/** Of the third degree in what changes. */
function isCubic({ powers }: LibraryTerm, { variables }: EventTable): boolean {
  const changing = new Set(variables.filter(({ isFixed }) => !isFixed).map(({ name }) => name))
  const degreeOf = (part: ReadonlyMap<string, number> | null) =>
    [...(part ?? [])].reduce((sum, [name, exponent]) => sum + (changing.has(name) ? Math.abs(exponent) : 0), 0)
  return powers.some((part) => degreeOf(part) > 2)
}

interface Tier {
  readonly events: EventTable
  readonly columns: TermColumns
  readonly library: readonly LibraryTerm[]
  readonly table: ChangeTable
  readonly noise: EventNoise
  readonly maxTerms: number
  readonly changing: number
  readonly shouldStop: (nodes: number) => boolean
}

function addLaws(laws: EventLaw[], tier: Tier): void {
  const { events, columns, library, table, noise, maxTerms, changing, shouldStop } = tier
  const { n } = events
  const least = Math.max(noise.variance, LEAST_VARIANCE)
  const indistinct = least * (1 + 3 * Math.sqrt(2 / n))
  const limits = { threshold: 3 * least, maxTerms, maxCircuits: MAX_CIRCUITS, maxNodes: MAX_NODES, shouldStop }
  const examined = findCandidates(table, library, limits, n, least)
    .slice(0, EXAMINED)
    .map((candidate) => {
      const own = tableOf(table, candidate)
      const coefficients = fitInvariant(own)
      const misfit = unbiased(own, coefficients, n)
      return {
        ...candidate,
        own,
        coefficients,
        misfit,
        score: scoreOf(n, Math.max(misfit, indistinct), candidate.cost)
      }
    })
    .sort((a, b) => a.score - b.score)
  for (const { support, own, coefficients, misfit, cost } of examined) {
    if (laws.length >= changing) return
    const terms = support.map((a) => library[a]!)
    const limit = limitOf(terms, n)
    if (!(misfit <= limit * least)) continue
    const gradient = gradientOf(terms, coefficients, tier)
    const independence = independenceFrom(
      laws.map((law) => law.gradient),
      gradient
    )
    if (!(independence >= Math.min(MOST_ANGLE, LEAST_ANGLE + ANGLE_PER_NOISE * Math.sqrt(least)))) continue
    const levels = terms.map((term) => columns.values(term, events.before))
    const level = combine({ ...own, values: levels }, coefficients)
    const measured = measureInvariant(own, coefficients)
    if (variance(level) < LEAST_SPREAD * measured.noise * least && !isExact(level)) continue
    if (standardDeviation(level) <= 1e-9 * largestSize(level)) continue
    const heldOutMisfit = crossMisfit(own) / least
    if (heldOutMisfit > 1 + 1.5 * (limit - 1) + 1 / Math.sqrt(n)) continue
    const snapped = snapCoefficients(own, coefficients, n, LEAST_VARIANCE * 1e-4)
    laws.push({
      terms: terms.map((term, k) => ({ term, coefficient: snapped.coefficients[k]! })),
      misfit: misfit / least,
      limit,
      heldOutMisfit,
      independence,
      pValue: NaN,
      singularValueRatio: ratioOfParts(terms, tier),
      gradient,
      score: scoreOf(n, Math.max(misfit, least), cost)
    })
  }
}

export function scoreOf(n: number, misfit: number, cost: number): number {
  return n * Math.log(misfit) + PER_COST * cost
}

/** A single sum over bodies has nothing to choose; of several terms every product counts. */
function limitOf(terms: readonly LibraryTerm[], n: number): number {
  const products = terms.length === 1 ? 1 : terms.reduce((sum, { parts }) => sum + parts.length, 0)
  const slack = SLACK[products - 1] ?? SLACK.at(-1)!
  return 1 + slack * Math.sqrt(2 / Math.min(n, MOST_INFORMATIVE_ROWS))
}

/** By the changing variables before the event, each in units of its spread. */
function gradientOf(terms: readonly LibraryTerm[], coefficients: Float64Array, { events, columns }: Tier): Gradient {
  const { n, variables, before } = events
  return variables.flatMap(({ isFixed }, j) => {
    if (isFixed) return []
    const spread = standardDeviation(before[j]!)
    const derivative = new Float64Array(n)
    terms.forEach((term, k) => {
      columns.slope(term, j, before)?.forEach((slope, i) => {
        derivative[i] = derivative[i]! + coefficients[k]! * slope * spread
      })
    })
    return [derivative]
  })
}

/** A quantity with few distinct values, such as a charge, varies however little that is. */
function isExact(level: Float64Array): boolean {
  return level.every(Number.isInteger)
}

/** Misfit on every second event of coefficients fitted to the others, and the reverse; NaN for few events. */
function crossMisfit(own: ChangeTable): number {
  if (own.n < MIN_HELD_OUT || own.values.length === 1) return NaN
  const halves = [0, 1].map((parity) => pickTableRows(own, (row) => row % 2 === parity))
  return Math.max(
    measureInvariant(halves[1]!, fitInvariant(halves[0]!)).misfit,
    measureInvariant(halves[0]!, fitInvariant(halves[1]!)).misfit
  )
}

/** Every product of a sum over bodies counts as a column of its own. */
function ratioOfParts(terms: readonly LibraryTerm[], { events, columns, noise }: Tier): number {
  const parts = terms.flatMap((term) => term.parts).map((part) => functionTerm(part, 1, null))
  const table = eventChanges(events, parts, columns, noise.model)
  return singularValueRatio(
    table,
    parts.map((part) => columns.values(part, events.before))
  )
}

function smaller(a: EventNoise | null, b: EventNoise | null): EventNoise | null {
  if (a === null || b === null) return a ?? b
  return b.variance < a.variance ? b : a
}
