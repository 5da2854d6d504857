import type { TrainedNetwork } from '../../../shared/domain/network.ts'
import type { EnergyModel } from './energyModels.ts'
import type { MoleculeTable } from './molecules.ts'
import type { SplitMolecules } from './splitMolecules.ts'

const INPUTS = 'an input of two kinds of atoms is the product of the charges of two such atoms (1 where the charge is 0) over their distance, that of one kind the charge of such an atom; #1 is the largest in size, and what a molecule does not have is 0' // prettier-ignore

/** The models of an energy, as a file tells of them. */
export function modelNetworks(
  { target }: Pick<MoleculeTable, 'target'>,
  { inputs, level, spread }: Pick<SplitMolecules, 'inputs' | 'level' | 'spread'>,
  models: readonly EnergyModel[]
): TrainedNetwork[] {
  return models.map(({ name, numbers }) => {
    const common = {
      // as in the loss curves
      name: numbers.kind === 'dense' ? 'energy' : name,
      meaning: `${target} of a molecule, by ${numbers.kind === 'dense' ? 'a network' : 'kernel ridge regression'}: ${INPUTS}.`,
      inputs,
      outputs: [{ name: target, centre: level, spread }]
    }
    if (numbers.kind === 'dense') return { ...common, kind: 'dense', layers: numbers.layers }
    const { width, points, levels, coefficients } = numbers.fit
    return {
      ...common,
      kind: 'kernel',
      width,
      points: { shape: [points.length, inputs.length], values: Float64Array.from(points.flatMap((point) => [...point])) }, // prettier-ignore
      levels: { shape: [1], values: levels },
      coefficients: { shape: [points.length, 1], values: coefficients[0]! }
    }
  })
}
