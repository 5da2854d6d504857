import type { OperatorId } from '../../../shared/domain/operators.ts'
import { canonicalKey } from '../../../shared/expression/canonicalKey.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import {
  energyCandidates,
  refitted,
  type CandidateSearch,
  type EnergyCandidate
} from '../mechanics/energyCandidates.ts'
import type { TermLibrary } from '../mechanics/energyTerms.ts'
import { stackedEnergy, stackedTarget } from '../mechanics/gradientSystem.ts'
import { instantiate, type Parametric } from '../mechanics/parametric.ts'
import { energyLibraries } from './energyLibraries.ts'
import type { EnergyLaw, Friction } from './energyLaw.ts'
import { gradientSystemOf, type WeakEnergy } from './weakEnergySystem.ts'

/** A law by the weak form, with its price there. */
export interface Proposal {
  readonly law: EnergyLaw
  readonly bits: number
  /** Mean square of the weighted residual of a row; about 1 for the truth. */
  readonly meanSquare: number
}

export interface ProposalSearch extends Omit<CandidateSearch, 'floor'> {
  readonly operators: ReadonlySet<OperatorId>
  /** Masses of the bodies as given, or null. */
  readonly masses: readonly number[] | null
}

/** Proposals kept of each library. */
const KEPT = 5
/** Squared noise of a row below which residuals say nothing. */
const FLOOR = 1

/**
 * Energies from all libraries, best first. Weights come from the noise of the left-hand sides first; then the noise of
 * what the best law reads is added, which decides between laws where data are noisy.
 */
export function proposeEnergies(system: WeakEnergy, search: ProposalSearch): Proposal[] {
  const { space, weak } = system
  const ranges = space.names.map((name, k) => {
    const column = weak.columns[k]!
    return { name, min: column.reduce((a, b) => Math.min(a, b)), max: column.reduce((a, b) => Math.max(a, b)) }
  })
  const libraries = energyLibraries(space, ranges, search.operators)
  const found: Proposal[] = []
  for (const library of libraries) {
    if (search.shouldStop()) break
    found.push(...proposalsOf(system, library, search))
  }
  const best = found.sort((a, b) => a.bits - b.bits)[0]
  if (best === undefined) return []
  return repriced(system, found, best.law, search)
}

function proposalsOf(system: WeakEnergy, library: TermLibrary, search: ProposalSearch): Proposal[] {
  const { space } = system
  const count = space.groupings[0]!.length
  const areMassesFree = space.kind === 'velocity' && search.masses === null && count > 1
  const masses = search.masses ?? (areMassesFree ? massesFor(system, library, count) : new Array<number>(count).fill(1))
  const gradients = gradientSystemOf(system, masses, null)
  const candidates = energyCandidates(gradients, library, { ...search, floor: FLOOR })
  return candidates.slice(0, KEPT).map((candidate) => proposal(candidate, { masses, areMassesFree }))
}

function proposal(candidate: EnergyCandidate, masses: Pick<EnergyLaw, 'masses' | 'areMassesFree'>): Proposal {
  const { energy, others, library, bits, meanSquare } = candidate
  const friction = others.map(({ column, value }): Friction => ({ kind: column.name as Friction['kind'], value }))
  return { law: { energy, friction, library, ...masses }, bits, meanSquare }
}

/** All proposals fitted and priced again under weights that the law `near` gives; of alike forms the best stays. */
export function repriced(
  system: WeakEnergy,
  proposals: readonly Proposal[],
  near: EnergyLaw,
  { shouldStop, count }: Pick<ProposalSearch, 'shouldStop' | 'count'>
): Proposal[] {
  const seen = new Map<string, Proposal>()
  for (const { law } of proposals) {
    if (shouldStop()) break
    count(1)
    const gradients = gradientSystemOf(system, law.masses, near)
    const others = law.friction.map(({ kind, value }) => ({
      column: gradients.others.find(({ name }) => name === kind)!,
      value
    }))
    const start = { energy: law.energy, others, library: law.library, bits: Infinity, meanSquare: Infinity }
    const fitted = refitted(gradients, start, FLOOR)
    if (fitted === null) continue
    const next = proposal(fitted, law)
    const key = `${keyOf(law.energy)} ${law.friction.map(({ kind }) => kind).join()}`
    const known = seen.get(key)
    if (known === undefined || next.bits < known.bits) seen.set(key, next)
  }
  return [...seen.values()].sort((a, b) => a.bits - b.bits)
}

/** Same for energies that differ in their numbers alone. */
function keyOf(energy: Parametric): string {
  return canonicalKey(instantiate(energy).expression)
}

/**
 * Masses relative to the first body's by all terms of a library together: m a + ∂V/∂x = 0 with m of the first body 1.
 * All 1 where they are not positive or not fixed.
 */
function massesFor(system: WeakEnergy, library: TermLibrary, count: number): number[] {
  const even = new Array<number>(count).fill(1)
  const gradients = gradientSystemOf(system, even, null)
  const { space } = system
  const target = stackedTarget(gradients)
  const rows = target.length / space.degrees
  const bodies = Array.from({ length: space.degrees }, (_, k) =>
    Math.max(
      0,
      space.groupings[0]!.findIndex((body) => body.includes(k))
    )
  )
  const terms = library.terms.map((term) => stackedEnergy(gradients, term))
  const ofBody = (body: number) => target.map((value, i) => (bodies[Math.floor(i / rows)] === body ? value : 0))
  const inertias = even.slice(1).map((_, b) => ofBody(b + 1).map((value) => -value))
  const fit = leastSquares([...inertias, ...terms], ofBody(0))
  if (fit === null) return even
  const masses = fit.coefficients.subarray(0, count - 1)
  return masses.every((mass) => mass > 1e-3 && mass < 1e3) ? [1, ...masses] : even
}
