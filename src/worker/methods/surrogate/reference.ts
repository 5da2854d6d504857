import { goldenSection } from '../../numeric/goldenSection.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import { standardDeviation } from '../../numeric/statistics.ts'
import { drudeEnergy } from './drudeOscillators.ts'
import { hartreeFockEnergy } from './hartreeFock.ts'
import { atomPairs, distance, type Molecule } from './molecules.ts'

export type ReferenceId = 'oscillators' | 'hartreeFock'

/** A calculation of energies from first principles that can be timed here. */
export interface Reference {
  readonly name: string
  energy(molecule: Molecule): number
  /** Root mean square by which its energies differ from given ones, up to unit and zero, in spreads of these. */
  readonly difference: number
}

/** Energies that differ by less are those of the same calculation. */
export const SAME = 1e-3
const COMPARED = 12
/** More atoms take too long to look for their polarisability. */
const MOST_ATOMS = 12
/** Å in Bohr radii (CODATA 2018). */
const ANGSTROM = 1 / 0.529177210903
/** Polarisability beside the cube of the shortest distance: oscillators hardly coupled, and shortly before they collapse. */
const WEAK = 0.02
const STRONG = 0.48
const SECTIONS = 24

/** The calculation that gave these energies, if it is one of those known here; null where it is none or it is told to stop. */
export function recogniseReference(
  molecules: readonly Molecule[],
  energies: Float64Array,
  shouldStop: () => boolean
): Reference | null {
  const some = { molecules: molecules.slice(0, COMPARED), energies: energies.subarray(0, COMPARED) }
  for (const id of ['hartreeFock', 'oscillators'] as const) {
    if (shouldStop()) return null
    const found = referenceOf(id, some.molecules, some.energies)
    if (found !== null && found.difference < SAME) return found
  }
  return null
}

/** A calculation as near to the energies as its free numbers allow; null where it cannot be made of these molecules. */
export function referenceOf(id: ReferenceId, molecules: readonly Molecule[], energies: Float64Array): Reference | null {
  const some = molecules.slice(0, COMPARED)
  const judge = (energy: (molecule: Molecule) => number) => differenceOf(some.map(energy), energies.subarray(0, some.length)) // prettier-ignore
  if (id === 'hartreeFock') {
    const inLengths = [1, ANGSTROM].map((unit) => {
      const energy = (molecule: Molecule) => hartreeFockEnergy(scaled(molecule, unit))
      return { name: 'a Hartree–Fock calculation', energy, difference: judge(energy) }
    })
    const best = inLengths.reduce((a, b) => (a.difference <= b.difference ? a : b))
    return Number.isFinite(best.difference) ? best : null
  }
  const cube = shortestDistance(some) ** 3
  const coupled = (share: number) => (molecule: Molecule) => drudeEnergy(molecule, share * cube)
  const isSmall = some.every(({ atoms }) => atoms.length <= MOST_ATOMS)
  const power = isSmall
    ? goldenSection(Math.log(WEAK), Math.log(STRONG), SECTIONS, (value) => judge(coupled(Math.exp(value))))
    : Math.log(WEAK)
  const energy = coupled(Math.exp(power))
  const difference = judge(energy)
  // strong coupling may collapse in molecules that were not compared
  return { name: 'coupled oscillators', energy: difference < SAME ? energy : coupled(WEAK), difference }
}

/** Of the best a + b · found from the given energies, in their spread; Infinity where an energy is no number. */
function differenceOf(found: readonly number[], given: Float64Array): number {
  if (!found.every(Number.isFinite)) return Infinity
  const fit = leastSquares([new Float64Array(given.length).fill(1), Float64Array.from(found)], given)
  return fit === null ? Infinity : Math.sqrt(fit.rss / given.length) / standardDeviation(given)
}

function scaled({ atoms, ...rest }: Molecule, unit: number): Molecule {
  return { ...rest, atoms: atoms.map((place) => place.map((value) => unit * value)) }
}

function shortestDistance(molecules: readonly Molecule[]): number {
  return molecules.reduce(
    (least, molecule) => atomPairs(molecule).reduce((best, [a, b]) => Math.min(best, distance(molecule.atoms[a]!, molecule.atoms[b]!)), least), // prettier-ignore
    Infinity
  )
}
