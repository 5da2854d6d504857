import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importFile } from '../../../../../src/worker/io/importFile.ts'
import { drudeEnergy } from '../../../../../src/worker/methods/surrogate/drudeOscillators.ts'
import { hartreeFockEnergy } from '../../../../../src/worker/methods/surrogate/hartreeFock.ts'
import type { Molecule, MoleculeTable } from '../../../../../src/worker/methods/surrogate/molecules.ts'
import { readMolecules } from '../../../../../src/worker/methods/surrogate/readMolecules.ts'
import { recogniseReference, referenceOf, SAME } from '../../../../../src/worker/methods/surrogate/reference.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { observationsOf } from '../../../../support/observations.ts'

const SAMPLES = join(import.meta.dirname, '../../../../../resources/samples')
const go = () => false

const hydrogens = (...places: (readonly number[])[]): Molecule => ({
  atoms: places.map((place) => Float64Array.from(place)),
  charges: new Float64Array(places.length).fill(1),
  kinds: new Int32Array(places.length)
})

describe('hydrogen by Hartree and Fock', () => {
  // A. Szabo, N. Ostlund, "Modern Quantum Chemistry" (1989), §3.5.2: −1.1167 hartree at 1.4 Bohr radii
  test('has the energy of the textbook', () => {
    expect(hartreeFockEnergy(hydrogens([0, 0, 0], [0, 0, 1.4]))).toBeCloseTo(-1.1167, 4)
  })

  test('of two molecules far apart is twice that of one', () => {
    const one = hartreeFockEnergy(hydrogens([0, 0, 0], [1.4, 0, 0]))
    const both = hydrogens([0, 0, 0], [1.4, 0, 0], [0, 300, 0], [0, 301.4, 0])
    expect(hartreeFockEnergy(both)).toBeCloseTo(2 * one, 8)
  })

  test('does not change with a turn, a shift and the order of the atoms', () => {
    const places = [[0, 0, 0], [1.3, 0.2, 0], [0.1, 3, 0.5], [0.2, 3.4, 1.7]] // prettier-ignore
    const moved = [3, 1, 0, 2].map((a) => places[a]!).map(([x, y, z]) => [0.6 * x! - 0.8 * y! + 4, 0.8 * x! + 0.6 * y!, z! - 2]) // prettier-ignore
    expect(hartreeFockEnergy(hydrogens(...moved))).toBeCloseTo(hartreeFockEnergy(hydrogens(...places)), 7)
  })

  test('is no number for an odd number of atoms or another charge', () => {
    expect(hartreeFockEnergy(hydrogens([0, 0, 0], [1.4, 0, 0], [0, 2, 0]))).toBeNaN()
    expect(hartreeFockEnergy({ ...hydrogens([0, 0, 0], [1.4, 0, 0]), charges: Float64Array.of(1, 2) })).toBeNaN()
  })
})

describe('the calculation behind energies', () => {
  test.each([
    ['hydrogen.csv', /Hartree–Fock/],
    ['argon.csv', /oscillators/]
  ])('is recognised in %s, whatever its units', async (file, name) => {
    const { dataset } = await importFile(join(SAMPLES, file))
    const columns: Record<string, number[]> = {}
    for (const column of dataset.columns)
      if (column.kind === 'number') columns[column.variable.name] = [...column.values]
    const { molecules, energies } = readMolecules(observationsOf(columns, { target: 'E' })) as MoleculeTable
    const found = recogniseReference(molecules, energies, go)!
    expect(found.name).toMatch(name)
    // five digits after the point are rounded: about 10⁻⁵ of the spread
    expect(found.difference).toBeLessThan(1e-4)
    expect(recogniseReference(molecules, energies.map((value) => 23.06 * value - 7), go)!.name).toMatch(name)
    expect(recogniseReference(molecules, energies.map((value) => Math.exp(value / energies[0]!)), go)).toBeNull()
  }) // prettier-ignore

  test('is not recognised in energies of another kind, and can be timed all the same', () => {
    const random = createRandom(2)
    const molecules = Array.from({ length: 20 }, () => hydrogens([0, 0, 0], [3 + 3 * random.next(), 0, 0]))
    const energies = Float64Array.from(molecules, ({ atoms }) => Math.sin(3 * atoms[1]![0]!))
    expect(recogniseReference(molecules, energies, go)).toBeNull()
    const timed = referenceOf('oscillators', molecules, energies)!
    expect(timed.difference).toBeGreaterThan(SAME)
    expect(Number.isFinite(timed.energy(molecules[0]!))).toBe(true)
  })

  test('cannot be one of electrons where the charges are others', () => {
    const random = createRandom(3)
    const molecules = Array.from({ length: 20 }, () => ({
      ...hydrogens([0, 0, 0], [3 + 3 * random.next(), 0, 0]),
      charges: Float64Array.of(18, 18)
    }))
    const energies = Float64Array.from(molecules, (molecule) => drudeEnergy(molecule, 2))
    expect(referenceOf('hartreeFock', molecules, energies)).toBeNull()
    expect(recogniseReference(molecules, energies, go)!.name).toMatch(/oscillators/)
  })
})
