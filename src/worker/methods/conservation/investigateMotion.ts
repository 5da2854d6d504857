import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import { pointCount, type TrajectorySet } from '../../trajectories/trajectory.ts'
import type { InvestigationContext } from '../method.ts'
import { exchangeHalves, exchangePValue } from './exchangeHalves.ts'
import { addMotionLaws } from './findMotionLaws.ts'
import type { FoundLaw } from './foundLaw.ts'
import { finite, invariantFinding } from './invariantFinding.ts'
import { isSpeed } from './isSpeed.ts'
import { lawExpression } from './lawExpression.ts'
import type { LibraryTerm } from './libraryTerm.ts'
import { readMotion, relativeNoise, type Motion } from './motion.ts'
import { pointChanges } from './motionChanges.ts'
import { motionBehaviour } from './motionEvidence.ts'
import { motionTiers } from './motionLibraries.ts'
import { normaliseLaw } from './normaliseLaw.ts'
import { sampleTrajectories } from './sampleTrajectories.ts'
import type { ConservationSettings } from './settings.ts'
import { singularValues } from './singularValues.ts'
import { largestGap, spectrumPlot } from './spectrumEvidence.ts'
import { createTermColumns, type TermColumns } from './termColumns.ts'
import { findVelocities, type VelocityPair } from './velocities.ts'

/** Points that are searched; the drift is drawn from all trajectories. */
const MOST_POINTS = 20000
/** Batches of grown terms that are tried where the libraries hold no law. */
const GROWTH = 6
const FEW_TRAJECTORIES = 5
/** With fewer trajectories there are too few ways to exchange their halves for a p-value. */
const ENOUGH_TO_EXCHANGE = 6
const SIGNIFICANT = 0.05

/** Conserved quantities along trajectories, or that there are none. */
export function* investigateMotion(
  set: TrajectorySet,
  own: readonly LibraryTerm[],
  { maxDegree, maxTerms, functions, shuffles }: ConservationSettings,
  { control, count, log, random }: InvestigationContext
): Generator<FindingDraft> {
  const shouldStop = (nodes: number) => {
    if (nodes > 0) count(nodes, 0)
    return control.shouldStop()
  }
  const motion = readMotion(sampleTrajectories(set, MOST_POINTS))
  const velocities = findVelocities(motion)
  const columns = createTermColumns(motion.variables.map(({ name }) => name))
  const moving = motion.variables.filter(({ isFixed }) => !isFixed).length
  const noise = relativeNoise(motion)
  // one variable alone moves along its own history: nothing but itself could be constant
  const search = {
    motion,
    columns,
    maxLaws: moving - 1,
    shouldStop,
    pValueOf: (table: Parameters<typeof exchangePValue>[0]) => exchangePValue(table, shuffles, random)
  }
  const found: FoundLaw[] = []
  const first: LibraryTerm[] = []
  const tried: string[] = []
  for (const tier of motionTiers(motion, velocities, columns, {
    maxDegree,
    maxTerms,
    functions,
    own,
    noise,
    growth: GROWTH
  })) {
    if (control.shouldStop() || found.length >= search.maxLaws) break
    if (found.length > 0 && tier.isGrown) break
    const before = found.length
    addMotionLaws(found, tier, search)
    tried.push(tier.name)
    if (first.length === 0 || found.length > before) first.splice(0, first.length, ...tier.terms)
    log(`Library "${tier.name}" of ${tier.terms.length} terms: ${found.length - before} found.`)
  }
  const groups = set.trajectories.length
  const laws = groups < ENOUGH_TO_EXCHANGE ? found : found.filter(({ pValue }) => pValue <= SIGNIFICANT)
  const report = { set, motion, velocities, columns, library: first, tried, random }
  const evidence = spectrumOf(report, laws.length)
  if (laws.length === 0) {
    if (!control.shouldStop()) yield nothing(report, noise, evidence)
    return
  }
  for (const [k, law] of laws.entries()) yield lawFinding(law, k + 1, laws.length, report, noise, evidence)
}

interface Report {
  readonly set: TrajectorySet
  readonly motion: Motion
  readonly velocities: readonly VelocityPair[]
  readonly columns: TermColumns
  readonly library: readonly LibraryTerm[]
  readonly tried: readonly string[]
  readonly random: InvestigationContext['random']
}

type Spectrum = ReturnType<typeof spectrumOf>

function lawFinding(
  law: FoundLaw,
  place: number,
  laws: number,
  { set, motion, velocities }: Report,
  noise: number,
  { spectrum, gap }: Spectrum
): FindingDraft {
  const isRate = (name: string) => velocities.some(({ rate }) => motion.variables[rate]!.name === name)
  const terms = normaliseLaw(
    law.terms,
    (name) => isRate(name) || (velocities.length === 0 && isSpeed(name, motion.variables)),
    (name) => motion.variables.some((variable) => variable.name === name && variable.isFixed)
  )
  const { plot, relativeDrift } = motionBehaviour(set, lawExpression(terms))
  const groups = set.trajectories.length
  return invariantFinding(law, terms, {
    place,
    count: laws,
    where: `along all ${groups} trajectories`,
    reading: `Read as ${groups} trajectories of ${set.states.map(({ name }) => name).join(', ')} with ${pointCount(set)} points.`,
    metrics: {
      trajectories: groups,
      noise: finite(noise),
      relativeDrift: finite(relativeDrift),
      spectrumGap: finite(gap)
    },
    warnings:
      groups < FEW_TRAJECTORIES
        ? [`There are ${groups} trajectories only; what is constant along them may hold for these alone.`]
        : [],
    evidence: [spectrum, plot]
  })
}

function nothing({ set, library, tried }: Report, noise: number, { spectrum, gap }: Spectrum): FindingDraft {
  return {
    kind: 'nothing',
    key: 'nothing',
    title: 'No conserved quantity',
    summary: `No combination of terms in ${set.states.map(({ name }) => name).join(', ')} stays the same along ${set.trajectories.length} trajectories within the noise of ${formatShare(noise)} of the spread. Tried: ${tried.join(', ')}.`,
    metrics: {
      trajectories: set.trajectories.length,
      laws: 0,
      noise: finite(noise),
      terms: library.length,
      spectrumGap: finite(gap)
    },
    warnings: [],
    evidence: [spectrum]
  }
}

function spectrumOf({ motion, columns, library, random }: Report, laws: number) {
  const table = pointChanges(motion, library, columns)
  const values = singularValues(table)
  const exchanged = exchangeHalves(table, random)
  return {
    spectrum: spectrumPlot(values, exchanged && singularValues(exchanged), laws, 'along the trajectories'),
    gap: largestGap(values).ratio
  }
}
