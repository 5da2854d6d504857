import type { ObservedColumn, Observations } from '../../../shared/domain/observations.ts'
import { findColumn } from '../../trajectories/findColumn.ts'
import { atomPairs, distance, type Molecule, type MoleculeTable } from './molecules.ts'

/** Fewer cannot be learnt from, calibrated on and tested on. */
export const MIN_MOLECULES = 40
/** Charges with more values than this are no kinds of atoms. */
const MOST_KINDS = 8
const MOST_ATOMS = 40
const MOLECULE_NAMES = ['molecule', 'mol', 'molecule_id', 'mol_id', 'geometry', 'frame', 'structure', 'config', 'id']

interface Atom {
  readonly place: Float64Array
  readonly charge: number
  readonly slot: number
}

/**
 * Reads molecules from a table with one row each (Z1, x1, y1, z1, Z2, …, E) or one row an atom (molecule, Z, x, y, z, E);
 * a text is the refusal. Charges are Z or q; coordinates that no column gives are 0. An atom with a missing cell is not there.
 */
export function readMolecules(observations: Observations): MoleculeTable | string {
  const { target } = observations
  const numbers = [...observations.columns, ...(observations.constants ?? [])].filter(({ isText }) => !isText)
  const energy =
    target === null
      ? findColumn({ columns: numbers }, undefined, 'target', ['e', 'energy', 'u', 'v'])
      : numbers.find(({ variable }) => variable.name === target)
  if (energy === undefined) return 'There is no energy: name the target, or call its column E.'
  const wide = wideAtoms(numbers, observations.n)
  const read = wide ?? longAtoms(observations, numbers, energy)
  if (read === null)
    return 'There are no coordinates of atoms: columns such as Z1, x1, y1, z1, Z2, … of one molecule a row, or molecule, Z, x, y, z of one atom a row.'
  const whole = read.flatMap(({ atoms, row }) => (atoms.length > 1 && Number.isFinite(energy.values[row]) ? [{ atoms, row, energy: energy.values[row]! }] : [])) // prettier-ignore
  if (whole.length < MIN_MOLECULES)
    return `There are ${whole.length} molecules with an energy and two atoms or more; at least ${MIN_MOLECULES} are needed to learn from, to calibrate on and to test on.`
  if (whole.some(({ atoms }) => atoms.length > MOST_ATOMS))
    return `A molecule has more than ${MOST_ATOMS} atoms; smaller ones are needed.`
  if (whole.every(({ energy: value }) => value === whole[0]!.energy))
    return `The energy ${energy.variable.name} is constant: there is nothing to explain.`
  const { kindOf, kindNames } = kindsOf(whole.flatMap(({ atoms }) => atoms))
  const molecules = whole.map(({ atoms }): Molecule => ({
    atoms: atoms.map(({ place }) => place),
    charges: Float64Array.from(atoms, ({ charge }) => charge),
    kinds: Int32Array.from(atoms, kindOf)
  })) // prettier-ignore
  const touching = molecules.findIndex((molecule) => atomPairs(molecule).some(([a, b]) => distance(molecule.atoms[a]!, molecule.atoms[b]!) === 0)) // prettier-ignore
  if (touching >= 0) return `Two atoms of molecule ${touching + 1} are at the same place; each atom needs its own.`
  return {
    molecules,
    energies: Float64Array.from(whole, ({ energy: value }) => value),
    target: energy.variable.name,
    rows: Uint32Array.from(whole, ({ row }) => row),
    kindNames
  }
}

interface ReadAtoms {
  readonly atoms: readonly Atom[]
  /** A row with the energy. */
  readonly row: number
}

function wideAtoms(columns: readonly ObservedColumn[], n: number): ReadAtoms[] | null {
  const slots = new Map<number, Map<string, Float64Array>>()
  for (const { variable, values } of columns) {
    const match = /^([xyzqZ])_?(\d+)$|^(charge)_?(\d+)$/.exec(variable.name)
    if (match === null) continue
    const slot = Number(match[2] ?? match[4])
    const letter = match[1] ?? 'q'
    slots.set(slot, (slots.get(slot) ?? new Map<string, Float64Array>()).set(letter, values))
  }
  const placed = [...slots].filter(([, of]) => of.has('x')).sort(([a], [b]) => a - b)
  if (placed.length < 2) return null
  return Array.from({ length: n }, (_, row) => ({
    row,
    atoms: placed.flatMap(([slot, of]) => atomAt((letter) => of.get(letter), row, slot))
  }))
}

function longAtoms(
  observations: Observations,
  columns: readonly ObservedColumn[],
  energy: ObservedColumn
): ReadAtoms[] | null {
  // prettier-ignore
  const label = findColumn(observations, undefined, 'group', MOLECULE_NAMES)
  const named = (letter: string) =>
    columns.find(({ variable, role }) => variable.name === letter && role !== 'group')?.values
  if (label === undefined || named('x') === undefined) return null
  const found = new Map<number, { atoms: Atom[]; row: number }>()
  for (let row = 0; row < observations.n; row++) {
    const code = label.values[row]!
    if (!Number.isFinite(code)) continue
    const molecule = found.get(code) ?? { atoms: [], row }
    found.set(code, molecule)
    molecule.atoms.push(...atomAt((letter) => named(letter) ?? (letter === 'q' ? named('charge') : undefined), row, 0))
    if (!Number.isFinite(energy.values[molecule.row])) molecule.row = row
  }
  return [...found.values()]
}

/** None where a cell is missing. */
function atomAt(column: (letter: string) => Float64Array | undefined, row: number, slot: number): Atom[] {
  const place = Float64Array.from(['x', 'y', 'z'], (letter) => column(letter)?.[row] ?? 0)
  const charge = (column('q') ?? column('Z'))?.[row] ?? 1
  return place.every(Number.isFinite) && Number.isFinite(charge) ? [{ place, charge, slot }] : []
}

/** Atoms of one charge are of one kind; where charges are anything, those of one column are. */
function kindsOf(atoms: readonly Atom[]): { kindOf: (atom: Atom) => number; kindNames: string[] } {
  const charges = [...new Set(atoms.map(({ charge }) => charge))].sort((a, b) => a - b)
  if (charges.length <= MOST_KINDS)
    return { kindOf: ({ charge }) => charges.indexOf(charge), kindNames: charges.map((charge) => `charge ${charge}`) }
  const slots = [...new Set(atoms.map(({ slot }) => slot))].sort((a, b) => a - b)
  return { kindOf: ({ slot }) => slots.indexOf(slot), kindNames: slots.map((slot) => `atom ${slot}`) }
}
