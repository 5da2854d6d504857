import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import type { MethodContext } from '../method.ts'
import type { Shortlist } from '../shortlist.ts'
import type { TargetTransform } from '../targetTransform.ts'
import { trainingSample, type TrainingSample } from '../trainingSample.ts'
import { transformedTargets } from '../transformedTarget.ts'
import { buildLibrary, guardRows, type Library, type LibraryOptions } from './library.ts'
import { offerSubsets, type SubsetLimits } from './offerSums.ts'
import type { Term } from './term.ts'

/** A library of far more terms than fit among the usual ones, on rows of its own. */
export interface WideLibrary {
  readonly sample: TrainingSample
  readonly library: Library
}

/** Rows on which so many terms are compared. */
const MAX_ROWS = 256
const MAX_TERMS = 2400
/** Subsets carried from one size to the next: in a sum of three the best pair is often not among the terms. */
const BEAM = 100
const MAX_SIZE = 4
const PER_STAGE = 8

const CONSTANT: Term = { prefactor: [], wrapped: null, cost: 0 }

/** As many terms as are asked for, up to a limit, and the constant. */
export function wideLibrary(problem: Problem, options: LibraryOptions, context: MethodContext): WideLibrary {
  const sample = trainingSample(problem, MAX_ROWS, context.random)
  const maxTerms = Math.min(options.maxTerms, MAX_TERMS)
  const { terms, columns } = buildLibrary(sample.x, guardRows(problem.x), { ...options, maxTerms, keepsAlike: true })
  const ones = new Float64Array(sample.n).fill(1)
  return { sample, library: { terms: [CONSTANT, ...terms], columns: [ones, ...columns] } }
}

/** Sums of two to four terms of a wide library: all pairs, and what is made of the best of them. */
export function* wideSums(
  { sample, library }: WideLibrary,
  transform: TargetTransform,
  problem: Problem,
  shortlist: Shortlist,
  limits: Omit<SubsetLimits, 'beam'>
): Generator<Candidate | null> {
  const names = problem.inputs.map(({ name }) => name)
  const operators = new Set(problem.operators)
  const sizes = {
    maxTerms: Math.min(limits.maxTerms, MAX_SIZE),
    maxExactTerms: Math.min(limits.maxExactTerms, MAX_SIZE)
  }
  for (const target of transformedTargets(sample, transform)) {
    if (limits.shouldStop()) return
    offerSubsets({ target, names, operators }, library, false, shortlist, { ...limits, ...sizes, beam: BEAM })
    yield null
  }
  yield* shortlist.drain(PER_STAGE)
}
