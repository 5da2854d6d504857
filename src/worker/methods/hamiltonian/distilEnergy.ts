import type { Expr } from '../../../shared/domain/expr.ts'
import { snapNumbers } from '../../scoring/snapNumbers.ts'
import { invertInformation } from '../dynamics/covarianceMatrix.ts'
import { foretell, type Foretelling } from '../dynamics/foretell.ts'
import type { HoldOut } from '../dynamics/holdOut.ts'
import type { Motion } from '../dynamics/readMotion.ts'
import { pathOf } from '../dynamics/readMotion.ts'
import { SPANS, worst } from '../dynamics/settleEquations.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import { equationsOf, numbersOf, withNumbers, type EnergyLaw } from './energyLaw.ts'
import { hasNoUnit } from './energyUnits.ts'
import type { Proposal } from './proposeEnergies.ts'
import { settleEnergy, type SettledEnergy } from './settleEnergy.ts'

/** A law that integrates along the training part, and how it foretells the rest. */
export interface ChosenEnergy {
  readonly settled: SettledEnergy
  readonly foretelling: Foretelling
  /** Smallest share of the simple guesses' error that forecasts take away. */
  readonly skill: number
}

/** A law with the numbers that all data give it. */
export interface RefinedEnergy {
  readonly settled: SettledEnergy
  /** By number of the law: the exact value that stands for it, or null. */
  readonly exact: readonly (Expr | null)[]
  readonly fitted: readonly number[]
  readonly standardErrors: readonly (number | null)[]
}

export interface DistilSettings {
  readonly shouldStop: () => boolean
  readonly count: (evaluations: number) => void
}

const TRIED = 7
const MOST_POINTS_TO_CHOOSE = 1500
const MOST_POINTS_TO_REFINE = 6000
/** Exact values that raise the misfit by more than this share were none. */
const SPOILED = 0.02

/**
 * The proposal that integrates best along the training part by description length; forecasts of the held-out part break
 * what is no tie. Null where none can be integrated.
 */
export function chooseEnergy(
  { frame }: Motion,
  space: PhaseSpace,
  parts: HoldOut,
  proposals: readonly Proposal[],
  { shouldStop, count }: DistilSettings
): ChosenEnergy | null {
  const settled: SettledEnergy[] = []
  for (const { law } of varied(proposals)) {
    if (shouldStop()) break
    const settings = { spans: SPANS.slice(0, 2), mostPoints: MOST_POINTS_TO_CHOOSE, shouldStop, count }
    const next = settleEnergy(frame, space, law, parts.training, settings)
    if (next !== null) settled.push(next)
  }
  const longest = Math.max(...settled.map(({ span }) => span))
  const [best] = settled.filter(({ span }) => span === longest).sort((a, b) => a.bits - b.bits)
  return best === undefined ? null : judged(frame, space, parts, best)
}

function judged(frame: Motion['frame'], space: PhaseSpace, parts: HoldOut, settled: SettledEnergy): ChosenEnergy {
  const equations = equationsOf(space, settled.law).map((formula) => ({ order: 1 as const, formula }))
  const foretelling = foretell(frame, equations, parts.unseen)
  return { settled, foretelling, skill: Math.min(...foretelling.skills) }
}

/** The best few, and the best of each library. */
function varied(proposals: readonly Proposal[]): readonly Proposal[] {
  const isFirst = ({ law }: Proposal, i: number) =>
    proposals.findIndex((other) => other.law.library === law.library) === i
  const chosen = proposals.filter((proposal, i) => i < 4 || isFirst(proposal, i))
  return chosen.slice(0, TRIED)
}

/** Fits the numbers to all data by integration and puts exact values in; null where that fails. */
export function refineEnergy(
  { frame, trajectories }: Motion,
  space: PhaseSpace,
  law: EnergyLaw,
  { shouldStop, count }: DistilSettings
): RefinedEnergy | null {
  const paths = trajectories.map((trajectory) => pathOf(frame, trajectory))
  const settings = { mostPoints: MOST_POINTS_TO_REFINE, shouldStop, count }
  const settled = settleEnergy(frame, space, law, paths, settings)
  if (settled === null) return null
  const fitted = numbersOf(settled.law)
  const none = fitted.map(() => null)
  const covariance = invertInformation(settled.fit.information)?.map((value) => value * Math.max(1, worst(settled.fit)))
  if (covariance === undefined) return { settled, exact: none, fitted, standardErrors: none }
  const standardErrors = fitted.map((_, i) => Math.sqrt(covariance[i * (fitted.length + 1)]!))
  const isFree = hasNoUnit(frame, space, settled.law)
  const snapped = snapNumbers({ values: fitted, covariance, isFree, freedom: settled.fit.freedom, scaleBits: 0 })
  if (snapped.exact.every((value) => value === null)) return { settled, exact: none, fitted, standardErrors }
  const isFixed = snapped.exact.map((value) => value !== null)
  const spans = SPANS.filter((span) => span * frame.tempo <= settled.span * (1 + 1e-9))
  const start = withNumbers(settled.law, snapped.values)
  const again = settleEnergy(frame, space, start, paths, { ...settings, spans, isFixed })
  const isSpoiled =
    again === null ||
    again.span !== settled.span ||
    again.fit.misfit.some(
      (misfit, k) => misfit - settled.fit.misfit[k]! > SPOILED * Math.max(1, settled.fit.misfit[k]!)
    )
  if (isSpoiled) return { settled, exact: none, fitted, standardErrors }
  return { settled: again, exact: snapped.exact, fitted, standardErrors }
}
