import type { MethodDescriptor } from '../../../shared/domain/method.ts'
import { learningOptions } from '../mechanics/learningOptions.ts'
import { PHASE_PAIRS_OPTION } from '../mechanics/phasePairsOption.ts'
import { TIME_OPTION, TRAJECTORY_OPTION } from '../trajectoryOptions.ts'

export const descriptor: MethodDescriptor = {
  id: 'hamiltonian',
  name: 'Energy of a motion',
  summary:
    'Finds the energy whose conservation moves coordinates and momenta, by a network with that law built in and as a formula.',
  reference:
    'Hamiltonian neural networks, Greydanus, Dzamba and Yosinski 2019, arXiv:1906.01563; weak form, Messenger and Bortz 2021, doi:10.1137/20M1343166',
  trainsNetworks: true,
  options: [
    PHASE_PAIRS_OPTION,
    TIME_OPTION,
    TRAJECTORY_OPTION,
    {
      id: 'masses',
      title: 'Masses',
      meaning:
        'Gives the mass of each body where velocities were recorded, with commas between; empty fits them relative to the first.',
      type: 'text',
      default: '',
      example: '1, 2.5'
    },
    ...learningOptions('energy', { maxTerms: 7, steps: 1000 })
  ]
}
