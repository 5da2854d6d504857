import type { OperatorId } from '../../../shared/domain/operators.ts'
import { structureBits } from '../../scoring/descriptionLength.ts'
import type { MotionFrame, Path } from '../dynamics/motion.ts'
import { SPANS } from '../dynamics/settleEquations.ts'
import type { Motion } from '../dynamics/readMotion.ts'
import { pathOf } from '../dynamics/readMotion.ts'
import { numbersOf, wholeEnergy, type EnergyLaw } from '../hamiltonian/energyLaw.ts'
import { energyLibraries } from '../hamiltonian/energyLibraries.ts'
import { settleEnergy, type SettledEnergy } from '../hamiltonian/settleEnergy.ts'
import { energyCandidates, type EnergyCandidate } from '../mechanics/energyCandidates.ts'
import type { GradientSystem } from '../mechanics/gradientSystem.ts'
import { instantiate } from '../mechanics/parametric.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import type { Trajectory } from '../../trajectories/trajectory.ts'
import type { PhaseSteps } from './phaseSteps.ts'

export interface MapDistilling {
  readonly operators: ReadonlySet<OperatorId>
  readonly maxTerms: number
  readonly shouldStop: () => boolean
  readonly count: (evaluations: number) => void
}

const TRIED = 24
const TRIED_OF_LIBRARY = 3
/** Of each number of terms. */
const TRIED_OF_SIZE = 3
const MOST_POINTS = 3000
/** Shares of the spread: noise before anything is fitted, and rounding. */
const FIRST_NOISE = 1e-3
const LEAST_NOISE = 1e-7
const ROUNDS = 3
/** Share of the squared rates that the middle of a step does not tell. */
const FLOOR = 1e-8

/**
 * The energy behind the steps: the slopes of a generating function of the middle are those of the energy up to the square
 * of the time, which proposes formulas; integration from sample to sample, which has no such error, fits and chooses.
 * Null where none can be followed.
 */
export function distilMap(
  { frame: measured }: Motion,
  space: PhaseSpace,
  training: readonly Trajectory[],
  steps: PhaseSteps,
  { operators, maxTerms, shouldStop, count }: MapDistilling
): SettledEnergy | null {
  // differences of coarse samples are motion, not noise: the width of the noise comes from what the fit leaves
  const frame = { ...measured, noise: measured.spread.map((spread) => FIRST_NOISE * spread) }
  const system = middleSystem(space, steps)
  const ranges = space.names.map((name, k) => {
    const column = system.columns[k]!
    return { name, min: column.reduce((a, b) => Math.min(a, b)), max: column.reduce((a, b) => Math.max(a, b)) }
  })
  const proposed = energyLibraries(space, ranges, operators).map((library) =>
    shouldStop() ? [] : energyCandidates(system, library, { maxTerms, shouldStop, count, floor: FLOOR })
  )
  const paths = training.map((trajectory) => rawPath(frame, trajectory))
  const short = shortOnes(proposed.flat().sort(byBits))
  const likely = proposed.flatMap((candidates) => candidates.slice(0, TRIED_OF_LIBRARY)).sort(byBits)
  const tried = [...new Set([...short, ...likely])].slice(0, TRIED)
  const settled = tried.flatMap((candidate) => {
    if (shouldStop()) return []
    const settings = { spans: SPANS.slice(0, 1), mostPoints: MOST_POINTS, shouldStop, count }
    return settleEnergy(frame, space, lawOf(space, candidate), paths, settings) ?? []
  })
  const best = settled.sort((a, b) => bitsOf(space, a) - bitsOf(space, b))[0] ?? null
  return best && sharpened(frame, space, paths, best, { shouldStop, count })
}

/** Fitted again with the noise that the fit leaves, which sets how exactly it is integrated. */
function sharpened(
  frame: MotionFrame,
  space: PhaseSpace,
  paths: readonly Path[],
  start: SettledEnergy,
  control: Pick<MapDistilling, 'shouldStop' | 'count'>
): SettledEnergy {
  let current = start
  let { noise } = frame
  for (let round = 0; round < ROUNDS; round++) {
    noise = noise.map((value, k) => Math.max(LEAST_NOISE * frame.spread[k]!, value * Math.sqrt(current.fit.misfit[k]!)))
    const settings = { spans: SPANS.slice(0, 1), mostPoints: MOST_POINTS, ...control }
    const next = settleEnergy({ ...frame, noise }, space, current.law, paths, settings)
    if (next === null) break
    current = next
  }
  return current
}

/** Of each number of terms the best: the error of the middle asks for terms that integration does not. */
function shortOnes(candidates: readonly EnergyCandidate[]): EnergyCandidate[] {
  const bySize = new Map<number, EnergyCandidate[]>()
  for (const candidate of candidates) {
    const size = candidate.energy.values.length
    const known = bySize.get(size) ?? []
    if (known.length < TRIED_OF_SIZE) bySize.set(size, [...known, candidate])
  }
  return [...bySize].sort(([a], [b]) => a - b).flatMap(([, list]) => list)
}

function byBits(a: EnergyCandidate, b: EnergyCandidate): number {
  return a.bits - b.bits
}

/** As measured: coarse samples cannot be smoothed. */
function rawPath(frame: MotionFrame, trajectory: Trajectory): Path {
  const path = pathOf(frame, trajectory)
  return { ...path, smooth: path.smooth.map((series, k) => ({ ...series, value: path.states[k]! })) }
}

function middleSystem({ names, degrees, kind }: PhaseSpace, { before, after, time, n }: PhaseSteps): GradientSystem {
  const columns = before.map((values, k) => values.map((value, i) => (value + after[k]![i]!) / 2))
  const rates = before.map((values, k) => values.map((value, i) => (after[k]![i]! - value) / time[i]!))
  const size = (values: Float64Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / n) || 1
  const states = names.map((_, k) => k).filter((k) => kind === 'momentum' || k >= degrees)
  return {
    names,
    columns,
    blocks: states.map((k) => ({
      variable: names[k < degrees ? k + degrees : k - degrees]!,
      factor: k < degrees ? 1 : -1,
      weight: 1 / size(rates[k]!),
      target: rates[k]!
    })),
    project: (values) => values,
    others: [],
    independent: n * states.length
  }
}

function lawOf({ groupings }: PhaseSpace, { energy, library }: EnergyCandidate): EnergyLaw {
  return { energy, friction: [], masses: groupings[0]!.map(() => 1), areMassesFree: false, library }
}

/** With noise of unknown size: what is left sets its own width. */
function bitsOf(space: PhaseSpace, { law, fit }: SettledEnergy): number {
  const n = fit.observations
  const structure = structureBits(instantiate(wholeEnergy(space, law)).expression, space.names.length)
  const left = fit.chiSquare / fit.freedom
  return structure + numbersOf(law).length * (0.5 * Math.log2(n) + 1) + 0.5 * n * Math.log2(left + FLOOR)
}
