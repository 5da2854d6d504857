import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'potential',
  name: 'Potential of forces',
  summary:
    'Finds the potential whose slope is the force at every place, as a network and as a formula, or says that there is none.',
  reference:
    'Energy-conserving force fields, Chmiela et al. 2017, doi:10.1126/sciadv.1603015; subset selection, Miller 2002, doi:10.1201/9781420035933',
  trainsNetworks: true,
  options: [
    {
      id: 'pairs',
      title: 'Coordinates and forces',
      meaning:
        'Names pairs of a coordinate and the force, or acceleration, along it; empty pairs columns by their names, such as x and Fx.',
      type: 'text',
      default: '',
      example: 'x:Fx, y:Fy'
    },
    {
      id: 'masses',
      title: 'Masses',
      meaning: 'Gives the mass of each body where accelerations were recorded, with commas between; empty means 1.',
      type: 'text',
      default: '',
      example: '1, 2.5'
    },
    {
      id: 'maxTerms',
      title: 'Terms in the potential',
      meaning: 'Most terms of the potential; each further one takes longer.',
      type: 'integer',
      default: 6,
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
      default: 800,
      min: 25,
      max: 20_000
    },
    {
      id: 'search',
      title: 'Search for formulas',
      meaning:
        'Searches formulas for the potential that the network has learned: where sums of usual terms do not explain the forces, or always.',
      type: 'choice',
      default: 'auto',
      choices: ['auto', 'always', 'never']
    }
  ]
}
