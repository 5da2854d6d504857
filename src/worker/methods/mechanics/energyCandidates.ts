import { leastSquares } from '../../numeric/leastSquares.ts'
import { structureBits } from '../../scoring/descriptionLength.ts'
import type { TermLibrary } from './energyTerms.ts'
import {
  fitNumbers,
  stackedEnergy,
  stackedOther,
  stackedTarget,
  type GradientSystem,
  type StackedColumn
} from './gradientSystem.ts'
import { instantiate, weightedSum, type Parametric } from './parametric.ts'
import { supportsOf } from './supports.ts'

/** An energy with fitted numbers, and the terms beside it. */
export interface EnergyCandidate {
  readonly energy: Parametric
  readonly others: readonly { readonly column: StackedColumn; readonly value: number }[]
  /** Where it comes from: the name of a library. */
  readonly library: string
  /** Of the weighted residual of a row; about 1 for the truth. */
  readonly meanSquare: number
  /** Description length; lower is better, differences mean something within one system alone. */
  readonly bits: number
}

export interface CandidateSearch {
  readonly maxTerms: number
  readonly shouldStop: () => boolean
  readonly count: (evaluations: number) => void
  /** Squared noise of a weighted row below which residuals say nothing. */
  readonly floor: number
}

/** Candidates of each number of terms whose inner numbers are fitted, and most numbers in one. */
const REFINED = 3
const FEW_NUMBERS = 4
const MOST_NUMBERS = 8

/** The best energies that a library has, best first. */
export function energyCandidates(
  system: GradientSystem,
  library: TermLibrary,
  search: CandidateSearch
): EnergyCandidate[] {
  const target = stackedTarget(system)
  const terms = library.terms.map((term) => stackedEnergy(system, term))
  const others = system.others.map((column) => stackedOther(system, column))
  const design = [...terms, ...others]
  search.count(design.length)
  const supports = supportsOf(design, target, search.maxTerms, search.shouldStop)
  const candidates = supports.flatMap((support): EnergyCandidate[] => {
    const fit = leastSquares(
      support.map((c) => design[c]!),
      target
    )
    if (fit === null || fit.rank < support.length) return []
    const own = support.filter((c) => c < terms.length)
    const energy = weightedSum(
      own.map((c) => library.terms[c]!),
      fit.coefficients.subarray(0, own.length)
    )
    const beside = support.slice(own.length).map((c, i) => ({
      column: system.others[c - terms.length]!,
      value: fit.coefficients[own.length + i]!
    }))
    if (own.length === 0) return []
    return [priced(system, energy, beside, fit.rss / target.length, library.name, search.floor)]
  })
  const best = candidates.sort((a, b) => a.bits - b.bits)
  if (library.terms.every(({ values }) => values.length === 0)) return best
  return bySize(best)
    .flatMap((candidate) => (search.shouldStop() ? [] : [refitted(system, candidate, search.floor) ?? candidate]))
    .sort((a, b) => a.bits - b.bits)
}

/** The best few of each size: inner numbers on a grid ask for more terms than fitted ones. */
function bySize(candidates: readonly EnergyCandidate[]): EnergyCandidate[] {
  const taken = new Map<number, number>()
  return candidates.filter(({ energy, others }) => {
    const size = energy.values.length + others.length
    const rank = taken.get(size) ?? 0
    taken.set(size, rank + 1)
    return size <= FEW_NUMBERS ? rank < REFINED : rank === 0 && size <= MOST_NUMBERS
  })
}

/** The same candidate with all its numbers fitted to the system; null where that fails. */
export function refitted(system: GradientSystem, candidate: EnergyCandidate, floor: number): EnergyCandidate | null {
  const columns = candidate.others.map(({ column }) => column)
  const fit = fitNumbers(
    system,
    candidate.energy,
    columns,
    candidate.others.map(({ value }) => value)
  )
  if (fit === null) return null
  const others = columns.map((column, i) => ({ column, value: fit.others[i]! }))
  return priced(system, fit.energy, others, fit.meanSquare, candidate.library, floor)
}

export function priced(
  system: GradientSystem,
  energy: Parametric,
  others: EnergyCandidate['others'],
  meanSquare: number,
  library: string,
  floor: number
): EnergyCandidate {
  const n = system.independent
  const numbers = energy.values.length + others.length
  const bits =
    0.5 * n * Math.log2(meanSquare + floor) +
    structureBits(instantiate(energy).expression, system.names.length) +
    others.length * OTHER_BITS +
    numbers * (0.5 * Math.log2(n) + 1)
  return { energy, others, library, meanSquare, bits }
}

/** What it takes to say that there is friction. */
const OTHER_BITS = 8
