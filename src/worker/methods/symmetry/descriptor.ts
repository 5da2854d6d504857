import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'symmetry',
  name: 'Symmetry',
  summary: 'Finds transformations between paired samples, and changes of the inputs that leave a target as it is.',
  reference:
    'Mototake 2021, doi:10.1103/PhysRevE.103.033303; Yang et al. 2023, arXiv:2310.00105; Liu and Tegmark 2022, doi:10.1103/PhysRevLett.128.180201',
  trainsNetworks: true,
  options: [
    {
      id: 'pairs',
      title: 'Pairs',
      meaning: 'Prefixes of the columns before and after a transformation; empty for neighbouring samples in time.',
      type: 'text',
      default: '',
      example: 'x:y'
    },
    {
      id: 'parameter',
      title: 'Parameter',
      meaning: 'Column that tells which transformation each pair underwent, such as an angle; empty for one alone.',
      type: 'text',
      default: '',
      example: 'angle'
    },
    {
      id: 'maxLatent',
      title: 'Latent dimensions',
      meaning: 'Most dimensions of the latent space; as few as will do are used.',
      type: 'integer',
      default: 3,
      min: 1,
      max: 6
    },
    {
      id: 'steps',
      title: 'Training steps',
      meaning: 'Steps of each training; more give a finer latent space and take longer.',
      type: 'integer',
      default: 500,
      min: 20,
      max: 20000
    }
  ]
}
