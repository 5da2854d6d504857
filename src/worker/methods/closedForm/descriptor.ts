import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'closedForm',
  name: 'Closed form',
  summary: 'Finds products of powers and functions, and sums of such, that fit the data exactly or to its noise.',
  reference:
    'Exhaustive search by least squares in log y and T(y), pairs by collision modulo the target; compare G. H. Golub and V. Pereyra 1973, doi:10.1137/0710036',
  options: [
    {
      id: 'maxCost',
      title: 'Depth',
      meaning: 'Largest price of what stands inside a function; each step takes several times longer.',
      type: 'integer',
      default: 8,
      min: 2,
      max: 12
    },
    {
      id: 'millionColumns',
      title: 'Effort',
      meaning: 'Million columns of values that are compared with the target before the search ends.',
      type: 'number',
      default: 8,
      min: 0.01,
      max: 1000,
      step: 0.01
    }
  ]
}
