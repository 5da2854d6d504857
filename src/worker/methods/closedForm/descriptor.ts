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
    }
  ]
}
