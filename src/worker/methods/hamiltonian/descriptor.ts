import type { MethodDescriptor } from '../../../shared/domain/method.ts'
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
    {
      id: 'maxTerms',
      title: 'Terms in the energy',
      meaning: 'Most terms of the energy; each further one takes longer.',
      type: 'integer',
      default: 7,
      min: 1,
      max: 12
    },
    {
      id: 'hidden',
      title: 'Width of the network',
      meaning: 'Units in each of two hidden layers; more learn finer shapes and take longer.',
      type: 'integer',
      default: 32,
      min: 4,
      max: 256
    },
    {
      id: 'steps',
      title: 'Training steps',
      meaning: 'Most steps of the training of a network, which ends earlier when nothing improves; more take longer.',
      type: 'integer',
      default: 1000,
      min: 25,
      max: 20_000
    },
    {
      id: 'search',
      title: 'Search for formulas',
      meaning:
        'Searches formulas for the energy that the network has learned: where sums of usual terms do not explain the motion, or always.',
      type: 'choice',
      default: 'auto',
      choices: ['auto', 'always', 'never']
    }
  ]
}
