import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'surrogate',
  name: 'Surrogate of molecules',
  summary: 'Learns energies of molecules with calibrated intervals, and distils their long-range laws.',
  reference:
    'Rupp et al. 2012, doi:10.1103/PhysRevLett.108.058301; Hansen et al. 2015, doi:10.1021/acs.jpclett.5b00831; Vovk et al. 2005, doi:10.1007/b106715',
  trainsNetworks: true,
  options: [
    {
      id: 'cover',
      title: 'Cover',
      meaning: 'Share of new energies that the intervals are to hold; more makes them wider.',
      type: 'number',
      default: 0.9,
      min: 0.5,
      max: 0.99,
      step: 0.01
    },
    {
      id: 'steps',
      title: 'Training steps',
      meaning: 'Steps in which the network is trained; 0 for kernel ridge regression alone.',
      type: 'integer',
      default: 800,
      min: 0,
      max: 50000
    },
    {
      id: 'hidden',
      title: 'Hidden units',
      meaning: 'Units of each hidden layer; more can say more and take longer.',
      type: 'integer',
      default: 32,
      min: 4,
      max: 256
    },
    {
      id: 'reference',
      title: 'Reference',
      meaning:
        'Calculation whose time is measured on the same molecules, to compare the speed of the surrogate: the one that gives these energies (auto), or any of those known.',
      type: 'choice',
      default: 'auto',
      choices: ['auto', 'none', 'oscillators', 'hartreeFock']
    },
    {
      id: 'seconds',
      title: 'Seconds of the reference',
      meaning: 'Column with the seconds that each energy took where it was made, if there is one; empty for none.',
      type: 'text',
      default: '',
      example: 'seconds'
    }
  ]
}
