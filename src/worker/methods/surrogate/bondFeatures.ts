import { atomPairs, distance, pairKind, type Molecule } from './molecules.ts'

/** Turns a molecule into numbers that no rotation, shift or exchange of like atoms changes. */
export type MoleculeFeatures = (molecule: Molecule) => Float64Array

/**
 * Off-diagonal entries of the Coulomb matrix, charge · charge / distance, in a bag for each pair of kinds, largest first,
 * and the charges in a bag for each kind. Bags are as long as the longest of the given molecules; what does not fit is left
 * out.
 *
 * Sources: M. Rupp et al., PRL 108 (2012) 058301, doi:10.1103/PhysRevLett.108.058301; K. Hansen et al., J. Phys. Chem. Lett.
 * 6 (2015) 2326, doi:10.1021/acs.jpclett.5b00831.
 */
export function bondFeatures(molecules: readonly Molecule[]): MoleculeFeatures {
  const sizes = new Map<string, number>()
  for (const molecule of molecules)
    for (const [name, bag] of bagsOf(molecule)) sizes.set(name, Math.max(sizes.get(name) ?? 0, bag.length))
  const layout = [...sizes].sort(([a], [b]) => (a < b ? -1 : 1))
  return (molecule) => {
    const bags = bagsOf(molecule)
    const entries = layout.flatMap(([name, size]) => {
      const bag = (bags.get(name) ?? []).sort((p, q) => Math.abs(q) - Math.abs(p))
      return Array.from({ length: size }, (_, i) => bag[i] ?? 0)
    })
    return Float64Array.from(entries)
  }
}

function bagsOf(molecule: Molecule): Map<string, number[]> {
  const bags = new Map<string, number[]>()
  const put = (name: string, value: number) => void bags.set(name, [...(bags.get(name) ?? []), value])
  molecule.charges.forEach((value, a) => put(`atom ${molecule.kinds[a]}`, value))
  for (const [a, b] of atomPairs(molecule)) {
    const entry = (chargeOf(molecule, a) * chargeOf(molecule, b)) / distance(molecule.atoms[a]!, molecule.atoms[b]!)
    put(`pair ${pairKind(molecule, a, b)}`, entry)
  }
  return bags
}

/** A neutral atom has a place all the same. */
function chargeOf({ charges }: Molecule, atom: number): number {
  return charges[atom] === 0 ? 1 : charges[atom]!
}
