import type { MethodDescriptor, MethodOptions } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'conservation',
  name: 'Conserved quantities',
  summary:
    'Finds what stays the same through collisions and reactions, or along trajectories: momentum, energy, charge.',
  reference:
    'Sparse null spaces of the changes under errors in variables; compare Liu, Madhavan and Tegmark 2022, arXiv:2203.12610, and Ha and Jeong 2021, arXiv:2102.04008',
  options: [
    {
      id: 'pairs',
      title: 'Before and after',
      meaning: 'Pairs of columns by hand, as before:after; empty takes usual endings such as _before and _after.',
      type: 'text',
      default: '',
      example: 'u1:v1, u2:v2'
    },
    {
      id: 'event',
      title: 'Column of events',
      meaning: 'In a long table, the column that tells events apart; empty takes one with a usual name.',
      type: 'text',
      default: '',
      example: 'collision'
    },
    {
      id: 'time',
      title: 'Column of time',
      meaning: 'Time along trajectories; empty takes the column with that role, or one named t or time.',
      type: 'text',
      default: '',
      example: 't'
    },
    {
      id: 'trajectory',
      title: 'Column of trajectories',
      meaning:
        'Tells trajectories apart; empty takes the column with the role "group", or one named trajectory or run.',
      type: 'text',
      default: '',
      example: 'run'
    },
    {
      id: 'quantities',
      title: 'Terms of your own',
      meaning: 'Formulas that are added to the library, in the names before and after share.',
      type: 'text',
      default: '',
      example: 'm1*v1*x1, exp(-x)'
    },
    {
      id: 'maxDegree',
      title: 'Degree of a term',
      meaning: 'Largest degree of a product of quantities; each further one takes longer and tells less under noise.',
      type: 'integer',
      default: 3,
      min: 1,
      max: 4
    },
    {
      id: 'maxTerms',
      title: 'Terms in one law',
      meaning: 'Most terms that all combinations are tried of; longer laws are looked for one at a time.',
      type: 'integer',
      default: 4,
      min: 1,
      max: 5
    },
    {
      id: 'functions',
      title: 'Functions',
      meaning: 'Also tries sin, cos, exp, log, distances and ratios along trajectories, and grows further ones.',
      type: 'boolean',
      default: true
    },
    {
      id: 'shuffles',
      title: 'Shuffled tables',
      meaning: 'Tables without laws, made by shuffling, that a law must beat; more make a smaller p-value possible.',
      type: 'integer',
      default: 99,
      min: 19,
      max: 999
    }
  ]
}

export interface ConservationSettings {
  readonly pairs: string
  readonly event: string
  readonly time: string
  readonly trajectory: string
  readonly quantities: string
  readonly maxDegree: number
  readonly maxTerms: number
  readonly functions: boolean
  readonly shuffles: number
}

/** The options as their types; they were checked against the descriptor. */
export function readSettings(options: MethodOptions): ConservationSettings {
  const text = (id: string) => String(options[id] ?? '').trim()
  return {
    pairs: text('pairs'),
    event: text('event'),
    time: text('time'),
    trajectory: text('trajectory'),
    quantities: text('quantities'),
    maxDegree: Number(options.maxDegree),
    maxTerms: Number(options.maxTerms),
    functions: options.functions === true,
    shuffles: Number(options.shuffles)
  }
}
