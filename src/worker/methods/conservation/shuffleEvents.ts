import type { Random } from '../../numeric/random.ts'
import { findCandidates } from './candidates.ts'
import { eventChanges, type NoiseModel } from './eventChanges.ts'
import { LEAST_VARIANCE } from './eventNoise.ts'
import { reassignAfter, type EventTable } from './eventTable.ts'
import { scoreOf } from './findEventLaws.ts'
import type { LibraryTerm } from './libraryTerm.ts'
import { singularValues } from './singularValues.ts'
import type { TermColumns } from './termColumns.ts'

export interface ShuffleTest {
  /** Best score of every shuffled table that has one as good as `worst`; Infinity for the others. */
  readonly scores: readonly number[]
  /** Mean singular values of the shuffled tables, largest first. */
  readonly spectrum: Float64Array
}

const MAX_TERMS = 3
const MAX_CIRCUITS = 50
const MAX_NODES = 3e5
/** Shuffled tables whose spectrum is drawn. */
const SPECTRA = 5
/** A large library is shuffled with its cheapest terms: the laws that chance offers are the simple ones. */
const MAX_LIBRARY = 70

/**
 * What chance would find: the states after are dealt to other events, masses stay, and the same search for sets of up to
 * three terms is made again. Every score at or below `worst` is a false law as good as a found one.
 */
export function shuffleEvents(
  events: EventTable,
  library: readonly LibraryTerm[],
  columns: TermColumns,
  model: NoiseModel,
  { worst, times, random, shouldStop }: ShuffleSettings
): ShuffleTest {
  const terms = library.slice(0, MAX_LIBRARY)
  const cheapest = Math.min(...terms.map(({ cost }) => cost)) + 1
  const { n } = events
  const threshold = Math.exp((worst - scoreOf(n, 1, cheapest)) / n)
  const limits = { threshold, maxTerms: MAX_TERMS, maxCircuits: MAX_CIRCUITS, maxNodes: MAX_NODES, shouldStop }
  const scores: number[] = []
  const spectrum = new Float64Array(Math.min(terms.length, n))
  for (let t = 0; t < times; t++) {
    if (shouldStop(0)) break
    const order = random.shuffle(Array.from({ length: n }, (_, i) => i))
    const table = eventChanges(reassignAfter(events, order), terms, columns, model)
    const found = findCandidates(table, terms, limits, n, LEAST_VARIANCE)
    scores.push(
      Math.min(...found.map(({ roughMisfit, cost }) => scoreOf(n, Math.max(roughMisfit, LEAST_VARIANCE), cost)))
    )
    if (t < SPECTRA) singularValues(table).forEach((value, k) => void (spectrum[k] = spectrum[k]! + value))
  }
  const drawn = Math.max(1, Math.min(SPECTRA, scores.length))
  return { scores, spectrum: spectrum.map((value) => value / drawn) }
}

export interface ShuffleSettings {
  readonly worst: number
  readonly times: number
  readonly random: Random
  readonly shouldStop: (nodes: number) => boolean
}

/** Share of shuffled tables with a score as good, the true one counted among them. */
export function pValueOf(score: number, { scores }: ShuffleTest): number {
  return (1 + scores.filter((other) => other <= score).length) / (1 + scores.length)
}
