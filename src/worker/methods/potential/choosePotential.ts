import type { Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { Random } from '../../numeric/random.ts'
import { snapNumbers } from '../../scoring/snapNumbers.ts'
import { energyCandidates, refitted, type EnergyCandidate } from '../mechanics/energyCandidates.ts'
import { potentialLibraries } from '../mechanics/energyTerms.ts'
import {
  fitNumbers,
  squares,
  stackedEnergy,
  stackedOther,
  stackedTarget,
  type GradientSystem
} from '../mechanics/gradientSystem.ts'
import { numbersCovariance } from '../mechanics/numbersCovariance.ts'
import { forceSystem } from './forceSystem.ts'
import type { ForceTable } from './readForces.ts'

/** Rows that potentials are chosen on, and rows that judge them. */
export interface ForceParts {
  readonly training: GradientSystem
  readonly unseen: GradientSystem
}

export interface ChosenPotential {
  readonly candidate: EnergyCandidate
  /** Share of the squared forces of unseen rows that is explained by all of it, and by the potential alone. */
  readonly explained: number
  readonly conservative: number
  /** Bits by which the best law with a part that has no potential is shorter than the best without; 0 where none is. */
  readonly bitsOfOthers: number
}

export interface RefinedPotential {
  readonly candidate: EnergyCandidate
  /** By number: of the potential, then of the terms beside it. */
  readonly exact: readonly (Expr | null)[]
  readonly fitted: readonly number[]
  readonly standardErrors: readonly (number | null)[]
}

export interface PotentialSearch {
  readonly operators: ReadonlySet<OperatorId>
  readonly maxTerms: number
  readonly shouldStop: () => boolean
  readonly count: (evaluations: number) => void
}

const MOST_TRAINING_ROWS = 1000
const MOST_UNSEEN_ROWS = 1000
const UNSEEN = 0.2
/** Squared share of the forces that is rounding. */
export const FLOOR = 1e-16
/** A part without a potential must make the description shorter by this many bits, and this share of the forces. */
const CLEAR_BITS = 10
const LEAST_SHARE = 1e-4
/** Exact values that leave so much more of the forces were none. */
const SPOILED = 0.02

export function splitForces(table: ForceTable, random: Random): ForceParts {
  const order = random.shuffle(Array.from({ length: table.n }, (_, i) => i))
  const held = Math.min(MOST_UNSEEN_ROWS, Math.round(UNSEEN * table.n))
  return {
    unseen: forceSystem(table, Uint32Array.from(order.slice(0, held))),
    training: forceSystem(table, Uint32Array.from(order.slice(held, held + MOST_TRAINING_ROWS)))
  }
}

/** Candidates of all libraries, best first. */
export function proposePotentials(table: ForceTable, parts: ForceParts, search: PotentialSearch): EnergyCandidate[] {
  const coordinates = table.coordinates.map((name, k) => {
    const column = table.positions[k]!
    return { name, min: column.reduce((a, b) => Math.min(a, b)), max: column.reduce((a, b) => Math.max(a, b)) }
  })
  const settings = { ...search, floor: FLOOR }
  return potentialLibraries(coordinates, table.groupings, search.operators)
    .flatMap((library) => (search.shouldStop() ? [] : bothWays(parts.training, library, settings)))
    .sort((a, b) => a.bits - b.bits)
}

/** With and without terms that no potential gives: the choice between them is the test whether forces are conservative. */
function bothWays(...[system, library, settings]: Parameters<typeof energyCandidates>): EnergyCandidate[] {
  const pure = energyCandidates({ ...system, others: [] }, library, settings)
  if (system.others.length === 0) return pure
  return [...pure.slice(0, KEPT), ...energyCandidates(system, library, settings).slice(0, KEPT)]
}

const KEPT = 8

/** The best of all; one with terms beside the potential only where they are worth it. */
export function choosePotential(parts: ForceParts, candidates: readonly EnergyCandidate[]): ChosenPotential | null {
  const [best] = candidates
  if (best === undefined) return null
  const pure = candidates.find(({ others }) => others.length === 0)
  const bitsOfOthers = best.others.length === 0 || pure === undefined ? 0 : pure.bits - best.bits
  const shareOf = (candidate: EnergyCandidate) => explainedBy(parts.unseen, candidate)
  const gain = pure === undefined ? Infinity : shareOf(best).explained - shareOf(pure).explained
  const isWorth = best.others.length === 0 || pure === undefined || (bitsOfOthers > CLEAR_BITS && gain > LEAST_SHARE)
  const candidate = isWorth ? best : pure
  return { candidate, ...shareOf(candidate), bitsOfOthers: isWorth ? bitsOfOthers : 0 }
}

export function explainedBy(
  unseen: GradientSystem,
  { energy, others }: EnergyCandidate
): Pick<ChosenPotential, 'explained' | 'conservative'> {
  const target = stackedTarget(unseen)
  const model = stackedEnergy(unseen, energy)
  const whole = model.slice()
  for (const { column, value } of others) {
    const own = unseen.others.find(({ name }) => name === column.name)!
    stackedOther(unseen, own).forEach((entry, i) => (whole[i] = whole[i]! + value * entry))
  }
  const total = squares(target)
  const left = (values: Float64Array) => squares(target.map((value, i) => value - values[i]!)) / total
  // of the forces less what has no potential
  const rest = target.map((value, i) => value - (whole[i]! - model[i]!))
  return {
    explained: 1 - left(whole),
    conservative: squares(rest) / (squares(rest) + squares(whole.map((value, i) => value - model[i]!)))
  }
}

/** The numbers fitted to all rows, with exact values in. */
export function refinePotential(table: ForceTable, { candidate }: ChosenPotential): RefinedPotential {
  const system = forceSystem(table)
  const own = candidate.others.map(({ column, value }) => ({
    column: system.others.find(({ name }) => name === column.name)!,
    value
  }))
  const fit = refitted(system, { ...candidate, others: own }, FLOOR) ?? { ...candidate, others: own }
  const fitted = [...fit.energy.values, ...fit.others.map(({ value }) => value)]
  const covariance = numbersCovariance(system, fit)
  const none = fitted.map(() => null)
  if (covariance === null) return { candidate: fit, exact: none, fitted, standardErrors: none }
  const standardErrors = fitted.map((_, i) => Math.sqrt(covariance[i * (fitted.length + 1)]!))
  const freedom = Math.max(1, table.n * table.coordinates.length - fitted.length)
  const { exact, values } = snapNumbers({
    values: fitted,
    covariance,
    isFree: fitted.map(() => true),
    freedom,
    scaleBits: 0
  })
  const energies = fit.energy.values.length
  const snapped: EnergyCandidate = {
    ...fit,
    energy: { ...fit.energy, values: values.slice(0, energies) },
    others: fit.others.map((other, i) => ({ ...other, value: values[energies + i]! }))
  }
  const left = fitNumbers(system, snapped.energy, own.map(({ column }) => column), values.slice(energies), 0) // prettier-ignore
  const isSpoiled = left === null || left.meanSquare > (1 + SPOILED) * fit.meanSquare + FLOOR
  if (isSpoiled) return { candidate: fit, exact: none, fitted, standardErrors }
  return { candidate: snapped, exact, fitted, standardErrors }
}
