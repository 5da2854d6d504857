import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'hamiltonian',
  name: 'Energy of a motion',
  summary:
    'Finds the energy whose conservation moves coordinates and momenta, by a network with that law built in and as a formula.',
  reference:
    'Hamiltonian neural networks, Greydanus, Dzamba and Yosinski 2019, arXiv:1906.01563; weak form, Messenger and Bortz 2021, doi:10.1137/20M1343166',
  trainsNetworks: true,
  options: [
    {
      id: 'pairs',
      title: 'Coordinates and momenta',
      meaning:
        'Names pairs of a coordinate and its momentum or velocity; empty pairs columns by their names, such as q1 and p1 or x and vx.',
      type: 'text',
      default: '',
      example: 'q1:p1, q2:p2'
    },
    {
      id: 'time',
      title: 'Column of time',
      meaning: 'Names the column of time; empty takes the one with that role or name.',
      type: 'text',
      default: '',
      example: 't'
    },
    {
      id: 'trajectory',
      title: 'Column of trajectories',
      meaning: 'Names the column that tells trajectories apart; empty takes the one with that role or name.',
      type: 'text',
      default: '',
      example: 'run'
    },
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
