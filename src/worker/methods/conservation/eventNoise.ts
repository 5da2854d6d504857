import { findCandidates, tableOf } from './candidates.ts'
import type { ChangeTable } from './changeTable.ts'
import type { EventTable } from './eventTable.ts'
import { eventChanges, NOISE_MODELS, type NoiseModel } from './eventChanges.ts'
import { fitInvariant, measureInvariant } from './fitInvariant.ts'
import type { LibraryTerm } from './libraryTerm.ts'
import type { TermColumns } from './termColumns.ts'

export interface EventNoise {
  readonly model: NoiseModel
  /** Variance of the noise in units of the model: squared relative error, or share of the squared spread. */
  readonly variance: number
}

export interface EventNoiseSearch {
  readonly maxTerms: number
  readonly shouldStop: (nodes: number) => boolean
}

/** A law that needs more noise than this, relative to the values or to their spread, is none. */
const MAX_NOISE = 0.3
/** Noise below this counts as none: laws are asked to hold to one part in ten thousand. */
export const LEAST_VARIANCE = 1e-8
const MAX_CIRCUITS = 3000
const MAX_NODES = 3e6
const FITTED = 60

/**
 * The noise of events, which nothing else tells: the least that any quantity of few terms needs to be conserved. The
 * noise model is the one under which the changes of the same quantities, the best of each model, are most likely. Null
 * where no quantity is conserved within the largest noise.
 */
export function estimateEventNoise(
  events: EventTable,
  terms: readonly LibraryTerm[],
  columns: TermColumns,
  { maxTerms, shouldStop }: EventNoiseSearch
): EventNoise | null {
  const { n } = events
  const fits = NOISE_MODELS.filter((model) => !model.includesFixed || events.variables.some(({ isFixed }) => isFixed))
    .map((model) => {
      const table = eventChanges(events, terms, columns, model)
      const limits = { threshold: MAX_NOISE ** 2, maxTerms, maxCircuits: MAX_CIRCUITS, maxNodes: MAX_NODES, shouldStop }
      const best = findCandidates(table, terms, limits, n, LEAST_VARIANCE)
        .slice(0, FITTED)
        .map(({ support }) => {
          const own = tableOf(table, { support })
          const coefficients = fitInvariant(own)
          return { support, coefficients, variance: unbiased(own, coefficients, n) }
        })
        .reduce<Fit | null>((least, fit) => (least === null || fit.variance < least.variance ? fit : least), null)
      return { model, table, best }
    })
    .filter((fit) => fit.best !== null)
  if (fits.length === 0) return null
  const bests = fits.map(({ best }) => best!)
  const scored = fits.map(({ model, table, best }) => ({
    model,
    variance: best!.variance,
    likelihood: bests.reduce((sum, fit) => sum + logLikelihood(tableOf(table, fit), fit.coefficients), 0)
  }))
  const { model, variance } = scored.reduce((a, b) => (b.likelihood > a.likelihood + PREFERENCE ? b : a))
  return { model, variance }
}

interface Fit {
  readonly support: readonly number[]
  readonly coefficients: Float64Array
  readonly variance: number
}

/** Logarithm of the likelihood ratio that a further model has to offer. */
const PREFERENCE = 2

/** Misfit with the fitted coefficients taken off the rows. */
export function unbiased(table: ChangeTable, coefficients: Float64Array, n: number): number {
  return (measureInvariant(table, coefficients).misfit * n) / Math.max(1, n - coefficients.length + 1)
}

/** Of the changes as normal noise whose size is free. */
function logLikelihood(table: ChangeTable, coefficients: Float64Array): number {
  const { misfit, logNoise } = measureInvariant(table, coefficients)
  return (-table.n / 2) * (Math.log(Math.max(misfit, 1e-24)) + logNoise)
}
