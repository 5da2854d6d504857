import type { MethodDescriptor } from '../../../shared/domain/method.ts'
import { PHASE_PAIRS_OPTION } from '../mechanics/phasePairsOption.ts'
import { TIME_OPTION, TRAJECTORY_OPTION } from '../trajectoryOptions.ts'

export const descriptor: MethodDescriptor = {
  id: 'symplecticMap',
  name: 'Map of phase space',
  summary:
    'Learns the step from one sample to the next, also coarse or uneven ones, by networks that keep phase space, and looks for the energy behind it.',
  reference:
    'SympNets, Jin et al. 2020, doi:10.1016/j.neunet.2020.08.017; generating functions, Chen and Tao 2021, arXiv:2103.05632',
  trainsNetworks: true,
  options: [
    PHASE_PAIRS_OPTION,
    TIME_OPTION,
    TRAJECTORY_OPTION,
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
