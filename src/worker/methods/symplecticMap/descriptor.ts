import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'symplecticMap',
  name: 'Map of phase space',
  summary:
    'Learns the step from one sample to the next, also coarse or uneven ones, by networks that keep phase space, and looks for the energy behind it.',
  reference:
    'SympNets, Jin et al. 2020, doi:10.1016/j.neunet.2020.08.017; generating functions, Chen and Tao 2021, arXiv:2103.05632',
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
      id: 'modules',
      title: 'Modules of the map',
      meaning:
        'Builds the map of shears by slopes of ridges (gradient), which learn more, or of matrices and activations (linear), which are smaller.',
      type: 'choice',
      default: 'gradient',
      choices: ['gradient', 'linear']
    },
    {
      id: 'hidden',
      title: 'Width of the networks',
      meaning: 'Units in each hidden layer, and ridges in each module; more learn finer shapes and take longer.',
      type: 'integer',
      default: 32,
      min: 4,
      max: 256
    },
    {
      id: 'steps',
      title: 'Training steps',
      meaning:
        'Most steps of the training of each network, which ends earlier when nothing improves; more take longer.',
      type: 'integer',
      default: 1200,
      min: 25,
      max: 20_000
    },
    {
      id: 'maxTerms',
      title: 'Terms in the energy',
      meaning: 'Most terms of the energy that is looked for; each further one takes longer.',
      type: 'integer',
      default: 6,
      min: 1,
      max: 12
    }
  ]
}
