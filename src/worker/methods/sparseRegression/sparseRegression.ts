import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import type { FormulaMethod, MethodContext } from '../method.ts'
import { createBench } from '../parametricSums/bench.ts'
import { searchModels } from '../parametricSums/searchModels.ts'
import { largeQuotients, smallQuotients } from '../rational/noisyQuotients.ts'
import { fittedRationalLaws, rationalLaws } from '../rational/rationalLaws.ts'
import { createShortlist, type Shortlist } from '../shortlist.ts'
import { usableTransforms, type TargetTransform } from '../targetTransform.ts'
import { trainingRows, trainingSample, type TrainingSample } from '../trainingSample.ts'
import { transformedTargets } from '../transformedTarget.ts'
import { descriptor } from './descriptor.ts'
import { buildLibrary, cheapest, guardRows, type Library } from './library.ts'
import { offerLongSums, offerSubsets, ROWS_PER_TERM, type SubsetLimits } from './offerSums.ts'
import { quotientsOfSums } from './quotientsOfSums.ts'
import type { SumProblem } from './sumLaw.ts'
import { wideLibrary, wideSums, type WideLibrary } from './wideSums.ts'

/** Rows that the search looks at; the judge fits what it proposes to all of them. */
const MAX_ROWS = 1000
const MIN_ROWS = 8
/** Fewer rows do not fit a number inside a function beside a number for each input. */
const ROWS_FOR_NUMBERS = 20
const SUBSETS_PER_EVALUATION = 600
/** Terms of the first pass: so many, and so many for each input. */
const SMALL_LIBRARY = 8
const SMALL_LIBRARY_PER_INPUT = 8
/** Terms of the wide library for each one of the usual. */
const WIDE = 10
/** Transforms under which a wide library is searched before functions with numbers inside. */
const LIKELY: readonly TargetTransform['id'][] = ['reciprocal', 'square']
/** Subsets carried from one size to the next. */
const BEAM = 24
/** Proposals handed over after each transform of the target, besides the best of every complexity. */
const PER_STAGE = 8

/**
 * T(y) = Σ b_k g_k with a handful of terms g_k from a library, exact best subsets while they are small and sequential
 * thresholding for long polynomials, or T(y) = P/Q with two such sums; T is undone in the formula that is proposed.
 */
export const sparseRegression: FormulaMethod = { kind: 'formula', descriptor, accepts, discover }

function accepts(problem: Problem): true | string {
  if (problem.inputs.length === 0) return 'There is no input column: give at least one column the role input.'
  const rows = trainingRows(problem).length
  if (rows < MIN_ROWS) return `Choosing terms needs at least ${MIN_ROWS} rows to fit; there are ${rows}.`
  if (!problem.operators.includes('mul'))
    return 'A sum of terms needs multiplication, which is not among the operators.'
  if (!problem.operators.includes('add')) return 'A sum of terms needs addition, which is not among the operators.'
  return true
}

/** The stages, what is quick and likely first; ends after one that has found an exact law. */
function* discover(problem: Problem, options: MethodOptions, context: MethodContext): Generator<Candidate | null> {
  const sample = trainingSample(problem, MAX_ROWS, context.random)
  const shortlist = createShortlist(problem, sample, descriptor.id, context)
  for (const stage of stagesOf(problem, options, context, sample, shortlist)) {
    yield* stage
    if (context.control.shouldStop() || shortlist.best()?.isExact) return
  }
}

function* stagesOf(
  problem: Problem,
  options: MethodOptions,
  context: MethodContext,
  sample: TrainingSample,
  shortlist: Shortlist
): Generator<Iterable<Candidate | null>> {
  const operators = new Set(problem.operators)
  const limits = limitsOf(sample, Number(options.maxTerms), context)
  const libraryOptions = {
    maxTerms: Number(options.librarySize),
    maxDegree: Number(options.maxDegree),
    hasFunctions: options.functions !== false,
    operators,
    shouldStop: limits.shouldStop
  }
  const full = buildLibrary(sample.x, guardRows(problem.x), libraryOptions)
  context.count(full.terms.length, full.terms.length * sample.n)
  const all = usableTransforms(sample.y, operators).filter(
    ({ id }) => id === 'identity' || options.transforms !== false
  ) as [TargetTransform, ...TargetTransform[]]
  const [identity, ...others] = all
  const quotients = (find: Parameters<typeof quotientsOfSums>[0]): Iterable<Candidate | null> =>
    options.quotients === false ? [] : quotientsOfSums(find, all, problem, sample, shortlist, context)
  const sums = (library: Library, transform: TargetTransform): Iterable<Candidate | null> =>
    sumsOf(library, transform, problem, sample, shortlist, limits)

  // the simple terms first: among all of them noise finds odd ones that fit a little better
  const small = cheapest(full, SMALL_LIBRARY + SMALL_LIBRARY_PER_INPUT * problem.inputs.length)
  yield sums(small, identity)
  yield quotients(smallQuotients)
  for (const transform of others) yield sums(small, transform)
  let wide: WideLibrary | null = null
  const wideStage = (transform: TargetTransform): Iterable<Candidate | null> => {
    wide ??= wideLibrary(
      problem,
      { ...libraryOptions, hasFunctions: false, maxTerms: WIDE * libraryOptions.maxTerms },
      context
    )
    return wide.library.terms.length > full.terms.length + 1
      ? wideSums(wide, transform, problem, shortlist, limits)
      : []
  }
  yield wideStage(identity)
  yield quotients(largeQuotients)
  yield quotients(rationalLaws)
  for (const transform of others) if (LIKELY.includes(transform.id)) yield wideStage(transform)
  if (options.functions !== false && options.numbersInside !== false && limits.maxTerms > 1)
    yield oneParametricTerm(problem, sample, shortlist, context)
  for (const transform of all) yield sums(full, transform)
  for (const transform of others) if (!LIKELY.includes(transform.id)) yield wideStage(transform)
  yield quotients(fittedRationalLaws)
}

function limitsOf(sample: TrainingSample, most: number, context: MethodContext): SubsetLimits {
  const maxTerms = Math.min(most, Math.floor((sample.n - 1) / ROWS_PER_TERM))
  return {
    maxTerms,
    maxExactTerms: Math.max(maxTerms, Math.min(most, Math.floor((sample.n - 1) / 2))),
    beam: BEAM,
    shouldStop: () => context.control.shouldStop(),
    // a subset costs some scalar products of its size, an evaluation some operations on every row
    count: (subsets) => context.count(subsets / SUBSETS_PER_EVALUATION, (subsets * sample.n) / SUBSETS_PER_EVALUATION)
  }
}

/** Sums of the terms of a library under one transform. */
function* sumsOf(
  library: Library,
  transform: TargetTransform,
  problem: Problem,
  sample: TrainingSample,
  shortlist: Shortlist,
  limits: SubsetLimits
): Generator<Candidate | null> {
  const names = problem.inputs.map(({ name }) => name)
  const operators = new Set(problem.operators)
  for (const target of transformedTargets(sample, transform)) {
    const sum: SumProblem = { target, names, operators }
    for (const hasIntercept of [false, true]) {
      if (limits.shouldStop()) return
      offerSubsets(sum, library, hasIntercept, shortlist, limits)
      yield null
    }
    if (transform.id === 'identity') offerLongSums(sum, library, limits.maxTerms, shortlist, limits.shouldStop)
  }
  yield* shortlist.drain(PER_STAGE)
}

/** Sums of the inputs and one term with a number inside, the likeliest of what `parametricSums` searches in depth. */
function* oneParametricTerm(
  problem: Problem,
  sample: TrainingSample,
  shortlist: Shortlist,
  context: MethodContext
): Generator<Candidate | null> {
  if (sample.n < ROWS_FOR_NUMBERS) return
  const bench = createBench(problem, sample, shortlist, context)
  for (const _ of searchModels(bench, { maxTerms: 1, levels: 1, views: 'target' })) {
    if (bench.shouldStop()) return
    yield null
  }
  yield* shortlist.drain(PER_STAGE)
}
