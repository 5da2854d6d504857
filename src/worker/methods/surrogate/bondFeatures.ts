import { atomPairs, distance, kindsOfPair, pairKind, type Molecule } from './molecules.ts'

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
  const layout = bondLayout(molecules)
  return (molecule) => {
    const bags = bagsOf(molecule)
    const entries = layout.flatMap(([key, size]) => {
      const bag = (bags.get(key) ?? []).sort((p, q) => Math.abs(q) - Math.abs(p))
      return Array.from({ length: size }, (_, i) => bag[i] ?? 0)
    })
    return Float64Array.from(entries)
  }
}

/** Bags in their order, and how long they are. Those of pairs by the number of the pair of kinds, those of atoms below 0. */
function bondLayout(molecules: readonly Molecule[]): [key: number, size: number][] {
  const sizes = new Map<number, number>()
  for (const molecule of molecules)
    for (const [key, bag] of bagsOf(molecule)) sizes.set(key, Math.max(sizes.get(key) ?? 0, bag.length))
  return [...sizes].sort(([a], [b]) => a - b)
}

/** Names of the numbers that `bondFeatures` makes of a molecule: `charge 8 #1`, `charge 1 and charge 8 #2`. */
export function bondNames(molecules: readonly Molecule[], kindNames: readonly string[]): string[] {
  return bondLayout(molecules).flatMap(([key, size]) => {
    const kinds = key < 0 ? [-1 - key] : kindsOfPair(key)
    const bag = kinds.map((kind) => kindNames[kind]!).join(' and ')
    return Array.from({ length: size }, (_, i) => `${bag} #${i + 1}`)
  })
}

/** Those of pairs by the number of the pair of kinds, those of atoms by numbers below 0. */
function bagsOf(molecule: Molecule): Map<number, number[]> {
  const bags = new Map<number, number[]>()
  const put = (key: number, value: number) => {
    const bag = bags.get(key)
    if (bag === undefined) bags.set(key, [value])
    else bag.push(value)
  }
  molecule.charges.forEach((value, a) => put(-1 - molecule.kinds[a]!, value))
  for (const [a, b] of atomPairs(molecule)) {
    const entry = (chargeOf(molecule, a) * chargeOf(molecule, b)) / distance(molecule.atoms[a]!, molecule.atoms[b]!)
    put(pairKind(molecule, a, b), entry)
  }
  return bags
}

/** A neutral atom has a place all the same. */
function chargeOf({ charges }: Molecule, atom: number): number {
  return charges[atom] === 0 ? 1 : charges[atom]!
}
