import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'parametricSums',
  name: 'Parametric sums',
  summary: 'Finds sums and products of terms such as a·exp(k·b) or a/(b + k), with their numbers inside functions.',
  reference:
    'Variable projection, Golub and Pereyra 1973, doi:10.1137/0710036; orthogonal matching pursuit, Pati et al. 1993, doi:10.1109/ACSSC.1993.342465',
  options: [
    {
      id: 'maxTerms',
      title: 'Terms in one sum',
      meaning: 'Most terms with numbers inside that are added to a constant and the inputs.',
      type: 'integer',
      default: 3,
      min: 1,
      max: 6
    },
    {
      id: 'levels',
      title: 'Depth',
      meaning:
        'How involved a term may be: 1 has one input in a function, 2 a power of one, 3 and 4 products, two numbers, two functions.',
      type: 'integer',
      default: 4,
      min: 1,
      max: 4
    }
  ]
}
