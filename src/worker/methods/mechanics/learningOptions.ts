import type { OptionDescriptor } from '../../../shared/domain/method.ts'

/** Options of a method that learns an energy or a potential by a network and looks for its formula. */
export function learningOptions(
  what: 'energy' | 'potential',
  { maxTerms, steps }: { readonly maxTerms: number; readonly steps: number }
): OptionDescriptor[] {
  return [
    {
      id: 'maxTerms',
      title: `Terms in the ${what}`,
      meaning: `Most terms of the ${what}; each further one takes longer.`,
      type: 'integer',
      default: maxTerms,
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
      default: steps,
      min: 25,
      max: 20_000
    },
    {
      id: 'search',
      title: 'Search for formulas',
      meaning: `Searches formulas for the ${what} that the network has learned: where sums of usual terms do not explain the ${what === 'energy' ? 'motion' : 'forces'}, or always.`,
      type: 'choice',
      default: 'auto',
      choices: ['auto', 'always', 'never']
    }
  ]
}
