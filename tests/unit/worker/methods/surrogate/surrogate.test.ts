import { describe, expect, test } from 'vitest'
import { bondFeatures } from '../../../../../src/worker/methods/surrogate/bondFeatures.ts'
import { conformalWidth } from '../../../../../src/worker/methods/surrogate/conformal.ts'
import { drudeEnergy } from '../../../../../src/worker/methods/surrogate/drudeOscillators.ts'
import { secondsEach } from '../../../../../src/worker/methods/surrogate/measureSpeed.ts'
import { readMolecules } from '../../../../../src/worker/methods/surrogate/readMolecules.ts'
import type { Molecule, MoleculeTable } from '../../../../../src/worker/methods/surrogate/molecules.ts'
import { surrogate } from '../../../../../src/worker/methods/surrogate/surrogate.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { investigate } from '../../../../support/investigate.ts'
import { distanceOf, moleculeTable, type MoleculeSettings } from '../../../../support/moleculeTables.ts'
import { observationsOf } from '../../../../support/observations.ts'

const two = (...between: number[]): Molecule => ({
  atoms: between.map((x) => Float64Array.of(x, 0, 0)),
  charges: new Float64Array(between.length).fill(1),
  kinds: new Int32Array(between.length)
})

async function study(settings: MoleculeSettings) {
  const columns = moleculeTable(settings, createRandom(7))
  return investigate(surrogate, observationsOf(columns, { target: 'E' }), { steps: 0 })
}

describe('long-range laws', () => {
  test.each<[string, MoleculeSettings, number, number]>([
    [
      'the induction of a charge that varies',
      {
        molecules: 120,
        charges: [(random) => 0.5 + random.next(), 0],
        energy: ([a, b], [q]) => -5.5 * q! ** 2 * distanceOf(a!, b!) ** -4
      },
      -4,
      0.02
    ],
    [
      'noisy dispersion',
      { molecules: 200, charges: [18, 18], noise: 0.01, energy: ([a, b]) => -64 * distanceOf(a!, b!) ** -6 },
      -6,
      0.05
    ],
    [
      'oscillators coupled as quantum mechanics has it',
      {
        molecules: 120,
        charges: [18, 18],
        range: [4, 8],
        energy: ([a, b]) => drudeEnergy(two(0, distanceOf(a!, b!)), 1)
      },
      -6,
      0.05
    ]
  ])('%s falls with its exponent', async (_, settings, exponent, tolerance) => {
    const law = (await study(settings)).find(({ kind }) => kind === 'law')!
    expect(Math.abs(law.metrics.exponent! - exponent)).toBeLessThan(tolerance)
  })

  test('charge and dispersion are told apart in one energy', async () => {
    const energy: MoleculeSettings['energy'] = ([a, b]) =>
      -5.5 * distanceOf(a!, b!) ** -4 - 300 * distanceOf(a!, b!) ** -6
    const law = (await study({ molecules: 120, charges: [1, 18], energy })).find(({ kind }) => kind === 'law')!
    expect([law.metrics.exponent, law.metrics.secondExponent].map((n) => Math.round(n! * 1e6) / 1e6)).toEqual([-4, -6])
  })
})

test('intervals hold about what they promise', async () => {
  const energy: MoleculeSettings['energy'] = ([a, b, c]) => distanceOf(a!, b!) ** 2 + Math.sin(distanceOf(b!, c!))
  const [found] = await study({ molecules: 400, charges: [1, 8, 1], range: [1, 2], noise: 0.05, energy })
  // 80 molecules: 0.9 ± 0.034, and as much again from the 80 that calibrate
  expect(Math.abs(found!.metrics.covered! - 0.9)).toBeLessThan(0.12)
})

// the 8th look comes within the first width of the kernel, the 1st before any fit
test.each([
  [8, 'domain', /^A surrogate of E/, 1],
  [1, 'nothing', /^Stopped before E was learnt/, 0]
])(
  'told to stop at look %i it gives the best so far, or says that there is none',
  async (limit, kind, title, warnings) => {
    const energy: MoleculeSettings['energy'] = ([a, b]) => distanceOf(a!, b!) ** 2
    const columns = moleculeTable({ molecules: 100, charges: [1, 1], range: [1, 2], energy }, createRandom(4))
    let looks = 0
    const control = { shouldStop: () => ++looks >= limit }
    const [found] = await investigate(surrogate, observationsOf(columns, { target: 'E' }), { steps: 25 }, control)
    expect(found!.kind).toBe(kind)
    expect(found!.title).toMatch(title)
    expect(found!.warnings.length).toBe(warnings)
  }
)

test('seconds are those of the calls, and none where the clock stands still', () => {
  let [seconds, calls] = [0, 0]
  const energy = () => (seconds += 1e-3)
  // 1 ms a call on a clock of 0.1 ms a look: 0.2 s / (200/1.1) calls
  const each = secondsEach([two(0, 3), two(0, 4)], energy, () => (seconds += 1e-4), () => ++calls > 1e6) // prettier-ignore
  expect(each).toBeCloseTo(1.1e-3, 4)
  expect(secondsEach([two(0, 3)], () => 0, () => 7, () => false)).toBeNull() // prettier-ignore
})

test('the time that a table tells for its energies is said, and a column that is not there is refused', async () => {
  const energy: MoleculeSettings['energy'] = ([a, b]) => distanceOf(a!, b!) ** 2
  const columns = moleculeTable({ molecules: 60, charges: [1, 1], range: [1, 2], energy }, createRandom(4))
  columns['cpu'] = columns['E']!.map(() => 30)
  const observations = observationsOf(columns, { target: 'E' })
  let seconds = 60
  const clock = { secondsLeft: () => (seconds -= 1e-3) }
  const [found] = await investigate(surrogate, observations, { steps: 0, seconds: 'cpu' }, clock)
  expect(found!.metrics.referenceSeconds).toBe(30)
  expect(found!.metrics.speedUp!).toBeCloseTo(30 / found!.metrics.secondsPerEnergy!, 6)
  expect(found!.summary).toMatch(/the table tells 30 s/)
  await expect(investigate(surrogate, observations, { seconds: 'time' })).rejects.toThrow(/no column of numbers "time"/)
})

test('bags of bonds do not change with place, turn or order of like atoms', () => {
  const random = createRandom(3)
  const atoms = Array.from({ length: 4 }, () => Float64Array.of(random.normal(), random.normal(), random.normal()))
  const molecule: Molecule = { atoms, charges: Float64Array.of(8, 1, 1, 6), kinds: Int32Array.of(2, 0, 0, 1) }
  const features = bondFeatures([molecule])
  const turned = atoms.map(([x, y, z]) => Float64Array.of(0.6 * x! - 0.8 * y! + 5, 0.8 * x! + 0.6 * y!, -z! + 1))
  const moved: Molecule = { ...molecule, atoms: [turned[0]!, turned[2]!, turned[1]!, turned[3]!] }
  features(molecule).forEach((value, i) => expect(features(moved)[i]).toBeCloseTo(value, 12))
})

test('two oscillators far apart have the energy of London', () => {
  // −3/4 ω α² r⁻⁶ with ω = 1, α = 1; the next term is smaller by r⁻⁶
  expect(drudeEnergy(two(0, 10), 1) / (-0.75 * 10 ** -6)).toBeCloseTo(1, 4)
})

test('the width of an interval is an order statistic of the errors', () => {
  const errors = Float64Array.from({ length: 19 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (i + 1))
  // ⌈20 · 0.9⌉ = 18
  expect(conformalWidth(errors, 0.9)).toBe(18)
  expect(conformalWidth(errors.subarray(0, 5), 0.9)).toBe(Infinity)
})

test('one row an atom says the same as one row a molecule', () => {
  const columns = moleculeTable(
    { molecules: 50, charges: [1, 8, 1], energy: ([a, b]) => distanceOf(a!, b!) },
    createRandom(2)
  )
  const long: Record<string, number[]> = { molecule: [], Z: [], x: [], y: [], z: [], E: [] }
  for (let m = 0; m < 50; m++)
    for (const a of [1, 2, 3]) {
      long.molecule!.push(m)
      long.E!.push(columns.E![m]!)
      for (const name of ['Z', 'x', 'y', 'z']) long[name]!.push(columns[`${name}${a}`]![m]!)
    }
  const read = (table: Record<string, number[]>) =>
    readMolecules(observationsOf(table, { target: 'E' })) as MoleculeTable
  // the energy of molecule m stands in rows 3m, 3m + 1 and 3m + 2
  expect(read(long)).toEqual({ ...read(columns), rows: read(columns).rows.map((row) => 3 * row) })
})

test('charges and places that never change count, though the table sets them aside', () => {
  const columns = moleculeTable(
    { molecules: 50, charges: [8, 1], energy: ([a, b]) => distanceOf(a!, b!) },
    createRandom(2)
  )
  for (const name of ['x1', 'y1', 'z1']) columns[name] = columns[name]!.map(() => 0)
  const whole = observationsOf(columns, { target: 'E' })
  const isAside = ({ variable }: (typeof whole.columns)[number]) => /^(?:Z.|[xyz]1)$/.test(variable.name)
  const aside = {
    ...whole,
    columns: whole.columns.filter((c) => !isAside(c)),
    constants: whole.columns.filter(isAside)
  }
  expect(readMolecules(aside)).toEqual(readMolecules(whole))
})
