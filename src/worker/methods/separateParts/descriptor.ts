import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'separateParts',
  name: 'Separate parts',
  summary: 'Tells which inputs act apart from each other, and looks for each part of the sum or product by itself.',
  reference:
    'Functional ANOVA; C. J. Stone (1994), doi:10.1214/aos/1176325361; backfitting, T. Hastie and R. Tibshirani (1986), doi:10.1214/ss/1177013604',
  options: [
    {
      id: 'maxInputs',
      title: 'Inputs',
      meaning: 'Inputs that are looked at; of more the likeliest are chosen, since the pairs grow with the square.',
      type: 'integer',
      default: 12,
      min: 2,
      max: 20
    }
  ]
}
