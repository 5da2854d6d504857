import { candidatesOf, findCandidates, tableOf, type CandidateSupport } from './candidates.ts'
import { combine, momentsOf, pickTableRows, type ChangeTable } from './changeTable.ts'
import { driftOf } from './drift.ts'
import { fitInvariant, measureInvariant, type InvariantMeasure } from './fitInvariant.ts'
import type { FoundLaw } from './foundLaw.ts'
import { independenceFrom, type Gradient } from './independence.ts'
import { functionTerm, type LibraryTerm } from './libraryTerm.ts'
import { longCircuits } from './longCircuits.ts'
import { relativeNoise, type Motion } from './motion.ts'
import { blockChanges, pointChanges, type BlockTable } from './motionChanges.ts'
import type { LibraryTier } from './motionLibraries.ts'
import { singularValueRatio } from './singularValues.ts'
import { snapCoefficients, type SnappedCoefficients } from './snapCoefficients.ts'
import type { TermColumns } from './termColumns.ts'

export interface MotionSearch {
  readonly motion: Motion
  readonly columns: TermColumns
  readonly maxLaws: number
  readonly shouldStop: (nodes: number) => boolean
  /** Share of shuffled tables in which the same terms are as constant. */
  readonly pValueOf: (table: ChangeTable) => number
}

const THRESHOLD = 2
const MAX_CIRCUITS = 4000
const MAX_NODES = 5e6
const EXAMINED = 200
const SNAPPED = 40
const LONGEST = 10
const PER_COST = 4
const PER_SNAP = 2
/** Cost that an energy is forgiven. */
const ENERGY_BONUS = 6
const LEAST_BLOCK = 5
/** Standard deviations that the misfit of block means may lie above 1, by the number of terms. */
const SLACK = [3.5, 3.5, 3, 2.45]
/** The same for the worst trajectory, for unseen trajectories (as a multiple of the slack) and for the drift. */
const WORST_TRAJECTORY = 5
const UNSEEN = 1.5
const DRIFT = 3.5
/** The same for single points, which smoothing may bend a little. */
const AT_POINTS = 4.5
/** Variance between trajectories over that of the noise of a block: less is an identity of the attractor. */
const LEAST_SPREAD = 2
const LEAST_ANGLE = 0.05
const MOST_ANGLE = 0.2
/** Rows at which gradients are compared. */
const ANGLES = 300

/** Adds the laws of one library to those already found; each passes every test. */
export function addMotionLaws(laws: FoundLaw[], tier: LibraryTier, search: MotionSearch): void {
  const { motion, columns, maxLaws, shouldStop } = search
  const { terms } = tier
  if (terms.length === 0) return
  const width = motion.halfWidth === 0 ? 1 : Math.max(LEAST_BLOCK, motion.halfWidth)
  const points = pointChanges(motion, terms, columns)
  const blocks = width === 1 ? { ...points, time: motion.time } : blockChanges(motion, terms, columns, width)
  const independent = { blocks: motion.n / width, points: motion.n / Math.max(1, motion.halfWidth) }
  const examine = (candidate: CandidateSupport) => examined(candidate, tier, points, blocks, independent)
  const candidates = candidatesIn(blocks, tier, laws.length === 0, independent.blocks, shouldStop)
  const passing = candidates
    .map(examine)
    .filter((one) => passes(one, blocks, independent))
    .sort((a, b) => a.score - b.score)
    .slice(0, SNAPPED)
    .map((one) => {
      const own = tableOf(points, one)
      const snapped = snapCoefficients(own, one.coefficients, independent.points, LEAST_MISFIT)
      return { ...one, snapped, score: one.score + PER_SNAP * snapped.cost }
    })
    .sort((a, b) => a.score - b.score)
  for (const one of passing) {
    if (laws.length >= maxLaws || shouldStop(0)) return
    const gradient = gradientOf(motion, points, one)
    const independence = independenceFrom(
      laws.map((law) => law.gradient),
      gradient
    )
    const angle = LEAST_ANGLE + Math.min(MOST_ANGLE - LEAST_ANGLE, relativeNoise(motion))
    if (!(independence >= angle)) continue
    const unseen = unseenMisfit(tableOf(blocks, one))
    const limit = 1 + UNSEEN * SLACK[0]! * Math.sqrt(2 / independent.blocks)
    if (!(unseen.misfit <= limit) || unseen.spread < LEAST_SPREAD / 2) continue
    const tested = { gradient, independence, heldOutMisfit: unseen.misfit, blocks: independent.blocks }
    laws.push({ ...lawOf(one, terms, search, tested), pValue: search.pValueOf(tableOf(blocks, one)) })
  }
}

/** A misfit this small is none: coefficients that differ by less are equally good. */
const LEAST_MISFIT = 1e-8

interface Independent {
  readonly blocks: number
  readonly points: number
}

interface Examined extends CandidateSupport {
  readonly coefficients: Float64Array
  /** Of block means, for coefficients fitted to them, with what the fit took off made up for. */
  readonly misfit: number
  readonly measure: InvariantMeasure
  readonly drift: number
  /** Misfit of the smoothed points: what averages out over a block does not here. */
  readonly atPoints: number
  readonly score: number
}

function candidatesIn(
  blocks: ChangeTable,
  { terms, maxTerms, withLong }: LibraryTier,
  isFirst: boolean,
  rows: number,
  shouldStop: (nodes: number) => boolean
): CandidateSupport[] {
  const limits = { threshold: THRESHOLD, maxTerms, maxCircuits: MAX_CIRCUITS, maxNodes: MAX_NODES, shouldStop }
  const short = findCandidates(blocks, terms, limits, rows, 1).slice(0, EXAMINED)
  if (!withLong || !isFirst) return short
  const moments = momentsOf(blocks)
  return [...short, ...candidatesOf(moments, terms, longCircuits(moments, THRESHOLD, maxTerms, LONGEST))]
}

function examined(
  candidate: CandidateSupport,
  { terms, energyOf }: LibraryTier,
  points: ChangeTable,
  blocks: BlockTable,
  independent: Independent
): Examined {
  const ofBlocks = tableOf(blocks, candidate)
  const ofPoints = tableOf(points, candidate)
  const fitted = fitInvariant(ofBlocks)
  const coefficients = fitInvariant(ofPoints)
  const measure = measureInvariant(ofBlocks, fitted)
  const taken = blocks.groups + candidate.support.length - 1
  const misfit = (measure.misfit * independent.blocks) / Math.max(1, independent.blocks - taken)
  const bonus = energyOf !== null && isEnergy(candidate.support, coefficients, terms, energyOf) ? ENERGY_BONUS : 0
  const atPoints = measureInvariant(ofPoints, coefficients).misfit
  return {
    ...candidate,
    coefficients,
    misfit,
    measure,
    atPoints,
    drift: driftOf({ ...ofBlocks, time: blocks.time }, fitted),
    score: independent.points * Math.log(Math.max(atPoints, 1)) + PER_COST * (candidate.cost - bonus)
  }
}

/** The square of every velocity, all with one sign. */
function isEnergy(
  support: readonly number[],
  coefficients: Float64Array,
  terms: readonly LibraryTerm[],
  velocities: readonly string[]
): boolean {
  const signs = velocities.map((name) => {
    const k = support.findIndex((a) =>
      terms[a]!.powers.some((powers) => powers?.get(name) === 2 && velocities.filter((v) => powers.has(v)).length === 1)
    )
    return k < 0 ? 0 : Math.sign(coefficients[k]!)
  })
  return signs[0] !== 0 && signs.every((sign) => sign === signs[0])
}

function passes(
  { support, misfit, measure, drift, atPoints }: Examined,
  blocks: ChangeTable,
  independent: Independent
): boolean {
  const scatter = Math.sqrt(2 / independent.blocks)
  // a misfit that is no number passes none of these
  if (!(misfit <= 1 + slackOf(support.length) * scatter)) return false
  if (!(measure.between > LEAST_SPREAD * measure.noise)) return false
  if (!(atPoints <= 1 + AT_POINTS * Math.sqrt(2 / independent.points))) return false
  if (!(drift <= 1 + DRIFT * Math.sqrt(2 / blocks.groups))) return false
  const each = blocks.n / blocks.groups - 1
  const worst = Math.max(...measure.byGroup!.filter(Number.isFinite))
  return ((worst * (each + 1)) / each - 1) / Math.sqrt(2 / each) < WORST_TRAJECTORY
}

function slackOf(terms: number): number {
  return SLACK[terms - 1] ?? SLACK.at(-1)!
}

/** Misfit and spread on every second trajectory of coefficients fitted to the others, and the reverse; the worse. */
function unseenMisfit(own: ChangeTable): { readonly misfit: number; readonly spread: number } {
  const halves = [0, 1].map((parity) => pickTableRows(own, (row) => own.group![row]! % 2 === parity))
  const measures = halves.map((half, k) => measureInvariant(half, fitInvariant(halves[1 - k]!)))
  const taken = own.n / Math.max(1, own.n - own.groups)
  const spreads = measures.map(({ between, noise }) => between / noise).filter((value) => !Number.isNaN(value))
  return {
    misfit: Math.max(...measures.map(({ misfit }) => misfit * taken)),
    spread: spreads.length === 0 ? Infinity : Math.min(...spreads)
  }
}

function gradientOf(motion: Motion, points: ChangeTable, { support, coefficients }: Examined): Gradient {
  const step = Math.max(1, Math.floor(motion.n / ANGLES))
  const own = tableOf(points, { support })
  const changing = motion.variables.flatMap(({ isFixed }, j) => (isFixed ? [] : [j]))
  return own.slopes.map((columns, k) => {
    const [errors, spread] = [motion.errors[changing[k]!]!, motion.spread[changing[k]!]!]
    return combine({ ...own, values: columns }, coefficients)
      .map((value, i) => (value / errors[i]!) * spread)
      .filter((_, i) => i % step === 0)
  })
}

interface Tested {
  readonly gradient: Gradient
  readonly independence: number
  readonly heldOutMisfit: number
  readonly blocks: number
}

function lawOf(
  one: Examined & { readonly snapped: SnappedCoefficients },
  library: readonly LibraryTerm[],
  { motion, columns }: MotionSearch,
  { gradient, independence, heldOutMisfit, blocks }: Tested
): FoundLaw {
  const terms = one.support.map((a) => library[a]!)
  const parts = terms.flatMap((term) => term.parts).map((part) => functionTerm(part, 1, null))
  const table = pointChanges(motion, parts, columns)
  return {
    terms: terms.map((term, k) => ({ term, coefficient: one.snapped.coefficients[k]! })),
    misfit: one.misfit,
    limit: 1 + slackOf(terms.length) * Math.sqrt(2 / blocks),
    heldOutMisfit,
    independence,
    pValue: NaN,
    singularValueRatio: singularValueRatio(table, table.values),
    gradient
  }
}
