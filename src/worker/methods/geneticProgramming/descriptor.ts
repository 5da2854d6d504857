import type { MethodDescriptor, MethodOptions } from '../../../shared/domain/method.ts'

export const descriptor: MethodDescriptor = {
  id: 'geneticProgramming',
  name: 'Genetic programming',
  summary: 'Searches all formulas that the operators can build: first the short ones in order, then by evolution.',
  reference:
    'J. R. Koza (1992), Genetic Programming; M. Keijzer (2003), doi:10.1007/3-540-36599-0_7; M. Kommenda et al. (2020), doi:10.1007/s10710-019-09371-3',
  options: [
    {
      id: 'populationSize',
      title: 'Population size',
      meaning: 'Formulas that evolve together on an island; more keep more variety and evolve more slowly.',
      type: 'integer',
      default: 160,
      min: 20,
      max: 5000
    },
    {
      id: 'islands',
      title: 'Islands',
      meaning: 'Populations that exchange their best formulas, shared out over the threads.',
      type: 'integer',
      default: 4,
      min: 1,
      max: 64
    },
    {
      id: 'maxGenerations',
      title: 'Generations',
      meaning: 'Generations after which the evolution ends by itself; 0 means that only the limits of the run end it.',
      type: 'integer',
      default: 0,
      min: 0,
      max: 1_000_000
    },
    {
      id: 'parsimony',
      title: 'Parsimony',
      meaning: 'Price of one unit of complexity when parents are chosen; more favours shorter formulas.',
      type: 'number',
      default: 0.05,
      min: 0,
      max: 2,
      step: 0.01
    },
    {
      id: 'crossover',
      title: 'Crossover',
      meaning: 'Share of children made from two parents rather than by a mutation of one.',
      type: 'number',
      default: 0.3,
      min: 0,
      max: 1,
      step: 0.05
    },
    {
      id: 'constantOptimisation',
      title: 'Steps of parameter fitting',
      meaning: 'Levenberg–Marquardt steps for a promising formula; 0 leaves its inner numbers to chance.',
      type: 'integer',
      default: 10,
      min: 0,
      max: 100
    },
    {
      id: 'systematicFirst',
      title: 'Short formulas first',
      meaning: 'Looks at all short formulas in order before the evolution; finds most textbook laws within seconds.',
      type: 'boolean',
      default: true
    }
  ]
}

export interface GeneticOptions {
  readonly populationSize: number
  readonly islands: number
  readonly maxGenerations: number
  readonly parsimony: number
  readonly crossover: number
  readonly constantOptimisation: number
  readonly systematicFirst: boolean
}

/** The options by name; what is missing has its default. */
export function geneticOptions(given: MethodOptions): GeneticOptions {
  const value = (id: string) => given[id] ?? descriptor.options.find((option) => option.id === id)?.default
  return {
    populationSize: Number(value('populationSize')),
    islands: Number(value('islands')),
    maxGenerations: Number(value('maxGenerations')),
    parsimony: Number(value('parsimony')),
    crossover: Number(value('crossover')),
    constantOptimisation: Number(value('constantOptimisation')),
    systematicFirst: value('systematicFirst') === true
  }
}
