import type { MethodDescriptor } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'template',
  name: 'Unknown parts of a formula',
  summary: 'Finds the unknown functions of a formula such as y = a·f(x) + g(z), each by all the other methods in turn.',
  reference:
    'Backfitting; T. Hastie, R. Tibshirani, "Generalized additive models" (1986), doi:10.1214/ss/1177013604; B-splines',
  options: [
    {
      id: 'rounds',
      title: 'Rounds',
      meaning: 'How often the functions are looked for in turn, each time four times as long; 0 goes on to the limits.',
      type: 'integer',
      default: 0,
      min: 0,
      max: 20
    }
  ]
}
