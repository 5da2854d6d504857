import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import type { InvestigationContext } from '../method.ts'
import { eventBehaviour } from './eventEvidence.ts'
import { pickEvents, type EventTable } from './eventTable.ts'
import { findEventLaws, type EventLaw, type EventSearch } from './findEventLaws.ts'
import { finite, invariantFinding } from './invariantFinding.ts'
import { lawExpression } from './lawExpression.ts'
import { normaliseLaw } from './normaliseLaw.ts'
import type { LibraryTerm } from './libraryTerm.ts'
import type { ConservationSettings } from './settings.ts'
import { pValueOf, shuffleEvents, type ShuffleTest } from './shuffleEvents.ts'
import { singularValues } from './singularValues.ts'
import { largestGap, spectrumPlot } from './spectrumEvidence.ts'
import { createTermColumns, type TermColumns } from './termColumns.ts'
import { eventChanges, NOISE_MODELS } from './eventChanges.ts'
import { isSpeed } from './isSpeed.ts'

/** Events that are searched; all of them are drawn and counted in the change. */
const MOST_EVENTS = 1000
/** Share of shuffled tables that may hold as good a law. */
const SIGNIFICANT = 0.01
const FEW_EVENTS = 20
const LEAST_SHUFFLES = 19

/** Conserved quantities of events, or that there are none. */
export function* investigateEvents(
  events: EventTable,
  own: readonly LibraryTerm[],
  { maxDegree, maxTerms, shuffles }: ConservationSettings,
  { control, count, log, random }: InvestigationContext
): Generator<FindingDraft> {
  const shouldStop = (nodes: number) => {
    if (nodes > 0) count(nodes, 0)
    return control.shouldStop()
  }
  log(events.reading)
  const searched = sampleEvents(events)
  const columns = createTermColumns(events.variables.map(({ name }) => name))
  const search = findEventLaws(searched, columns, { maxDegree, maxTerms, own, shouldStop })
  const worst = Math.max(...search.laws.map(({ score }) => score))
  const model = search.noise?.model ?? NOISE_MODELS[1]!
  const test = shuffleEvents(searched, search.library, columns, model, {
    worst,
    times: search.laws.length > 0 ? shuffles : 5,
    random,
    shouldStop
  })
  // stopped before chance could speak: what was found is no answer yet
  if (control.shouldStop() && test.scores.length < LEAST_SHUFFLES) return
  const laws = search.laws
    .map((law) => ({ ...law, pValue: pValueOf(law.score, test) }))
    .filter(({ pValue }) => pValue <= Math.max(SIGNIFICANT, 1 / (1 + test.scores.length)))
  const report = { events, searched, search, test, columns }
  if (laws.length === 0) yield nothing(report)
  for (const [k, law] of laws.entries()) yield lawFinding(law, k + 1, laws.length, report)
}

interface Report {
  readonly events: EventTable
  readonly searched: EventTable
  readonly search: EventSearch
  readonly test: ShuffleTest
  readonly columns: TermColumns
}

function sampleEvents(events: EventTable): EventTable {
  if (events.n <= MOST_EVENTS) return events
  return pickEvents(
    events,
    Array.from({ length: MOST_EVENTS }, (_, k) => Math.floor((k * events.n) / MOST_EVENTS))
  )
}

function lawFinding(law: EventLaw, place: number, laws: number, report: Report): FindingDraft {
  const { events, search } = report
  const isFixed = (name: string) => events.variables.some((variable) => variable.name === name && variable.isFixed)
  const terms = normaliseLaw(law.terms, (name) => isSpeed(name, events.variables), isFixed)
  const { plots, relativeChange } = eventBehaviour(events, lawExpression(terms))
  const { spectrum, gap } = spectrumOf(report, laws)
  return invariantFinding(law, terms, {
    place,
    count: laws,
    where: `through all ${events.n} events`,
    reading: events.reading,
    metrics: {
      events: events.n,
      noise: finite(Math.sqrt(search.noise?.variance ?? NaN)),
      relativeChange: finite(relativeChange),
      spectrumGap: finite(gap)
    },
    warnings:
      events.n < FEW_EVENTS
        ? [`There are ${events.n} events only; with ${FEW_EVENTS} or more a law is much surer.`]
        : [],
    evidence: [spectrum, ...plots]
  })
}

function nothing(report: Report): FindingDraft {
  const { events, search } = report
  const { spectrum, gap } = spectrumOf(report, 0)
  const noise = search.noise === null ? null : Math.sqrt(search.noise.variance)
  return {
    kind: 'nothing',
    key: 'nothing',
    title: 'No conserved quantity',
    summary: `No combination of ${search.library.length} terms (${events.variables.map(({ name }) => name).join(', ')}) stays the same through ${events.n} events. ${
      noise === null
        ? 'The best of them would need more than 30 % of noise.'
        : `The best of them would need a noise of ${formatShare(noise)}, and shuffled tables hold as good ones.`
    } ${events.reading}`,
    metrics: { events: events.n, laws: 0, noiseNeeded: noise, terms: search.library.length, spectrumGap: finite(gap) },
    warnings: [],
    evidence: [spectrum]
  }
}

function spectrumOf({ searched, search, test, columns }: Report, laws: number) {
  const table = search.table ?? eventChanges(searched, search.library, columns, NOISE_MODELS[1]!)
  const values = singularValues(table)
  return {
    spectrum: spectrumPlot(values, test.spectrum, laws, 'through the events'),
    gap: largestGap(values).ratio
  }
}
