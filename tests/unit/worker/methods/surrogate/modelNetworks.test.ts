import { expect, test } from 'vitest'
import { kernelModel, networkModel } from '../../../../../src/worker/methods/surrogate/energyModels.ts'
import { modelNetworks } from '../../../../../src/worker/methods/surrogate/modelNetworks.ts'
import type { MoleculeTable } from '../../../../../src/worker/methods/surrogate/molecules.ts'
import { readMolecules } from '../../../../../src/worker/methods/surrogate/readMolecules.ts'
import { splitMolecules } from '../../../../../src/worker/methods/surrogate/splitMolecules.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { loadTensor } from '../../../../../src/worker/tensor/loadTensor.ts'
import { distanceOf, moleculeTable } from '../../../../support/moleculeTables.ts'
import { observationsOf } from '../../../../support/observations.ts'
import { readBack } from '../../../../support/readBack.ts'

test('kernel ridge regression and network read from a file tell the energies that the program tells', async () => {
  const random = createRandom(6)
  const columns = moleculeTable(
    { molecules: 60, charges: [8, 1, 1], energy: ([a, b, c]) => 30 + distanceOf(a!, b!) - 2 / distanceOf(b!, c!) },
    random
  )
  const table = readMolecules(observationsOf(columns, { target: 'E' })) as MoleculeTable
  const split = splitMolecules(table, random)
  const { tf } = await loadTensor()
  const control = { shouldStop: () => false }
  const settings = { tf, hidden: 6, steps: 20, random, control, count: () => undefined, report: () => undefined }
  const models = [kernelModel(split.training, control.shouldStop)!, networkModel(split.training, settings)]
  const networks = modelNetworks(table, split, models)
  const read = readBack(networks)
  // one oxygen and two hydrogens: their charges, the two bonds between the kinds, the one between like atoms
  const names = ['charge 8 #1', 'charge 1 #1', 'charge 1 #2', 'charge 1 and charge 1 #1', 'charge 1 and charge 8 #1', 'charge 1 and charge 8 #2'] // prettier-ignore
  expect(split.inputs.map(({ name }) => name)).toEqual(names)
  const [molecule] = split.test.molecules
  const [o, ...hydrogens] = [...molecule!.atoms].sort((a, b) => charge(b) - charge(a))
  function charge(place: Float64Array) {
    return molecule!.charges[molecule!.atoms.indexOf(place)]!
  }
  const far = (a: Float64Array, b: Float64Array) => Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!)
  const bonds = hydrogens.map((h) => 8 / far(o!, h)).sort((a, b) => b - a)
  const inputs = [8, 1, 1, 1 / far(hydrogens[0]!, hydrogens[1]!), ...bonds]
  const told = models.map((model) => split.level + split.spread * model.predict(split.test.features[0]!))
  expect(read.get('kernel ridge')!(inputs)[0]).toBeCloseTo(told[0]!, 8)
  expect(read.get('energy')!(inputs)[0]).toBeCloseTo(told[1]!, 10)
})
