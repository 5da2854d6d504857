import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'domain',
  name: 'Domain of a law',
  summary: 'Finds where a law of the target holds: its range, break points, and critical points with exponents.',
  reference:
    'Wegner 1972, doi:10.1103/PhysRevB.5.4529; Bai and Perron 2003, doi:10.1002/jae.659; Wolfe 1976, doi:10.1007/BF01580381',
  options: [
    {
      id: 'maxBreaks',
      title: 'Break points',
      meaning: 'Most break points along one input; the description length chooses how many there are.',
      type: 'integer',
      default: 4,
      min: 0,
      max: 4
    },
    {
      id: 'searchLaws',
      title: 'Search the laws',
      meaning: 'Also searches the formula of every regime, which takes most of the time.',
      type: 'boolean',
      default: true
    }
  ]
}
