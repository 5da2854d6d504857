import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'equivariant',
  name: 'Equivariant network',
  summary:
    'Learns a target of points, images or lattice links with a network that obeys their symmetry by construction.',
  reference:
    'Zaheer et al. 2017, arXiv:1703.06114; Villar et al. 2021, arXiv:2106.06610; Cohen and Welling 2016, arXiv:1602.07576; Favoni et al. 2022, doi:10.1103/PhysRevLett.128.032003',
  trainsNetworks: true,
  options: [
    {
      id: 'grid',
      title: 'Grid',
      meaning: 'Rows and columns of an image or a lattice; empty for a square.',
      type: 'text',
      default: '',
      example: '4x6'
    },
    {
      id: 'hidden',
      title: 'Hidden units',
      meaning: 'Units of each hidden layer of both networks; more can say more and take longer.',
      type: 'integer',
      default: 24,
      min: 4,
      max: 256
    },
    {
      id: 'steps',
      title: 'Training steps',
      meaning: 'Steps of each training; more fit closer and take longer.',
      type: 'integer',
      default: 500,
      min: 20,
      max: 50000
    }
  ]
}
