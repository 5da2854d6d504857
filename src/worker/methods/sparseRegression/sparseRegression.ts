import type { MethodDescriptor, MethodOptions } from '../../../shared/domain/method.ts'
import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import { bestSubsets } from '../../numeric/bestSubsets.ts'
import { gramOf } from '../../numeric/gram.ts'
import type { FormulaMethod, MethodContext } from '../method.ts'
import { createShortlist, type Shortlist } from '../shortlist.ts'
import { usableTransforms } from '../targetTransform.ts'
import { createBench } from '../parametricSums/bench.ts'
import { searchModels } from '../parametricSums/searchModels.ts'
import { trainingRows, trainingSample, type TrainingSample } from '../trainingSample.ts'
import { createProposals } from '../closedForm/proposals.ts'
import { fittedRationalLaws, rationalLaws, type RationalSearch } from '../rational/rationalLaws.ts'
import { buildLibrary, cheapest, guardRows, type Library } from './library.ts'
import { stlsq } from './stlsq.ts'
import { isPolynomial } from './term.ts'
import { sumLaw, type SumProblem } from './sumLaw.ts'
import { transformedTargets } from '../transformedTarget.ts'

/** Rows that the search looks at; the judge fits what it proposes to all of them. */
const MAX_ROWS = 1000
const MIN_ROWS = 8
/** Rows that one chosen term asks for: choosing among many terms uses up data as fitting does. */
const ROWS_PER_TERM = 6
/** Fewer rows do not fit a number inside a function beside a number for each input. */
const ROWS_FOR_NUMBERS = 20
/** Share of the target's square that an exact sum leaves by the Gram matrix, whose rounding is larger than its own. */
const NOTHING_LEFT = 1e-11
const SUBSETS_PER_EVALUATION = 100
/** Rows of scalar products that take as long as the evaluation of a formula, and as long as what each takes besides. */
const PRODUCTS_PER_EVALUATION = 1800
const ROWS_OF_OVERHEAD = 100
/** Terms of the first pass: so many, and so many for each input. */
const SMALL_LIBRARY = 8
const SMALL_LIBRARY_PER_INPUT = 8
/** Subsets carried from one size to the next, and those of each size that are turned into formulas. */
const BEAM = 24
const PROPOSED_PER_SIZE = 5
/** Proposals handed over after each transform of the target, besides the best of every complexity. */
const PER_STAGE = 8
/** Share of the length of the target below which a term of a long sum is dropped, from rough to fine. */
const THRESHOLDS = [0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 1e-4]
const MAX_LONG_SUM = 12

const descriptor: MethodDescriptor = {
  id: 'sparseRegression',
  name: 'Sparse regression',
  summary: 'Finds y, 1/y, y², √y or log y as a short sum of simple terms.',
  reference: 'Best subset selection, Miller 2002; STLSQ, Brunton, Proctor and Kutz 2016, doi:10.1073/pnas.1517384113',
  options: [
    {
      id: 'maxTerms',
      title: 'Terms in one sum',
      meaning: 'Most terms chosen by best subset; each further one takes longer and needs more rows.',
      type: 'integer',
      default: 5,
      min: 1,
      max: 8
    },
    {
      id: 'librarySize',
      title: 'Size of the library',
      meaning: 'Terms to choose from, the simplest first; more of them reach odder laws and take longer.',
      type: 'integer',
      default: 160,
      min: 5,
      max: 600
    },
    {
      id: 'maxDegree',
      title: 'Degree of a term',
      meaning: 'Largest sum of the exponents in one product of powers.',
      type: 'number',
      default: 5,
      min: 1,
      max: 12,
      step: 0.5
    },
    {
      id: 'functions',
      title: 'Functions',
      meaning: 'Also puts sin, cos, exp, log and tanh of simple products into the library.',
      type: 'boolean',
      default: true
    },
    {
      id: 'transforms',
      title: 'Transforms of the target',
      meaning: 'Also explains 1/y, y², 1/y², √y and log y by sums.',
      type: 'boolean',
      default: true
    },
    {
      id: 'numbersInside',
      title: 'Numbers inside functions',
      meaning: 'Also adds one term with a number inside, such as a·exp(k·b), to a sum of the inputs.',
      type: 'boolean',
      default: true
    },
    {
      id: 'quotients',
      title: 'Quotients of sums',
      meaning: 'Also looks for quotients of two polynomials, in data without noise.',
      type: 'boolean',
      default: true
    }
  ]
}

/**
 * T(y) = Σ b_k g_k with a handful of terms g_k from a library, exact best subsets while they are small and sequential
 * thresholding for long polynomials; T is undone in the formula that is proposed.
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

function* discover(problem: Problem, options: MethodOptions, context: MethodContext): Generator<Candidate | null> {
  const shouldStop = (): boolean => context.control.shouldStop()
  const operators = new Set(problem.operators)
  const sample = trainingSample(problem, MAX_ROWS, context.random)
  const shortlist = createShortlist(problem, sample, descriptor.id, context)
  const maxTerms = Math.min(Number(options.maxTerms), Math.floor((sample.n - 1) / ROWS_PER_TERM))
  const maxExactTerms = Math.max(maxTerms, Math.min(Number(options.maxTerms), Math.floor((sample.n - 1) / 2)))
  const limits = { maxTerms, maxExactTerms, shouldStop, count: countSubsets(sample, context) }
  const full = buildLibrary(sample.x, guardRows(problem.x), {
    maxTerms: Number(options.librarySize),
    maxDegree: Number(options.maxDegree),
    hasFunctions: options.functions !== false,
    operators,
    shouldStop
  })
  context.count(full.terms.length, full.terms.length * sample.n)
  const transforms = usableTransforms(sample.y, operators).filter(
    ({ id }) => id === 'identity' || options.transforms !== false
  )
  const names = problem.inputs.map(({ name }) => name)
  const small = cheapest(full, SMALL_LIBRARY + SMALL_LIBRARY_PER_INPUT * names.length)
  // the simple terms first: among all of them noise finds odd ones that fit a little better
  for (const library of [small, full]) {
    if (library === full && options.functions !== false && options.numbersInside !== false && maxTerms > 1) {
      yield* oneParametricTerm(problem, sample, shortlist, context)
      if (shortlist.best()?.isExact) return
    }
    for (const transform of transforms) {
      for (const target of transformedTargets(sample, transform)) {
        const sum: SumProblem = { target, names, operators }
        for (const hasIntercept of [false, true]) {
          if (shouldStop()) return
          offerSubsets(sum, library, hasIntercept, shortlist, limits)
          yield null
        }
        if (transform.id === 'identity') offerLongSums(sum, library, maxTerms, shortlist, shouldStop)
      }
      yield* shortlist.drain(PER_STAGE)
      if (shortlist.best()?.isExact) return
      if (library === full || transform.id !== 'identity' || options.quotients === false) continue
      yield* quotientsOfSums(rationalLaws, problem, sample, shortlist, context)
      if (shortlist.best()?.isExact) return
    }
  }
  if (options.quotients !== false) yield* quotientsOfSums(fittedRationalLaws, problem, sample, shortlist, context)
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

/** Quotients of polynomials. */
function* quotientsOfSums(
  find: (search: RationalSearch) => Iterable<void>,
  problem: Problem,
  sample: TrainingSample,
  shortlist: Shortlist,
  context: MethodContext
): Generator<Candidate | null> {
  const names = problem.inputs.map(({ name }) => name)
  const count = (evaluations: number, nodes: number): void => context.count(evaluations, nodes)
  const search: RationalSearch = {
    sample,
    names,
    operators: new Set(problem.operators),
    proposals: createProposals(sample, names, problem.maxComplexity, shortlist, count),
    shouldStop: () => context.control.shouldStop(),
    count: (products, n) =>
      context.count((products * (n + ROWS_OF_OVERHEAD)) / PRODUCTS_PER_EVALUATION, 4 * products * n)
  }
  for (const _ of find(search)) {
    if (search.shouldStop()) return
    yield null
  }
  yield* shortlist.drain(PER_STAGE)
}

interface SubsetLimits {
  readonly maxTerms: number
  /** Longer sums, up to this, are only looked at where they leave nothing: chance does not do that. */
  readonly maxExactTerms: number
  readonly shouldStop: () => boolean
  readonly count: (subsets: number) => void
}

/** A subset costs some scalar products of its size, an evaluation some operations on every row. */
function countSubsets({ n }: TrainingSample, context: MethodContext): (subsets: number) => void {
  return (subsets) => context.count(subsets / SUBSETS_PER_EVALUATION, (subsets * n) / SUBSETS_PER_EVALUATION)
}

/** The ladder: the best sums of one term, of two, … */
function offerSubsets(
  sum: SumProblem,
  library: Library,
  hasIntercept: boolean,
  shortlist: Shortlist,
  { maxTerms, maxExactTerms, shouldStop, count }: SubsetLimits
): void {
  const gram = gramOf(library.columns, sum.target.values, sum.target.weights, hasIntercept)
  if (gram === null) return
  count(gram.p ** 2 / 2)
  for (const [k, subsets] of bestSubsets(gram, { maxSize: maxExactTerms, keep: BEAM, shouldStop, count }).entries()) {
    const drafts = subsets
      .filter(({ left }) => k < maxTerms || left < NOTHING_LEFT)
      .slice(0, PROPOSED_PER_SIZE)
      .map(({ columns }) => shortlist.offer(sumLaw(sum, library, columns, hasIntercept)))
    // beyond an exact sum further terms only fit rounding
    if (drafts.some((draft) => draft?.isExact)) return
  }
}

/** Polynomials with more terms than best subset reaches. */
function offerLongSums(
  sum: SumProblem,
  library: Library,
  maxTerms: number,
  shortlist: Shortlist,
  shouldStop: () => boolean
): void {
  const rows = sum.target.values.length
  const polynomial = library.terms.flatMap((term, t) => (isPolynomial(term) ? [t] : []))
  const kept = polynomial.slice(0, Math.floor(rows / 3))
  const columns = [...kept.map((t) => library.columns[t]!), new Float64Array(rows).fill(1)]
  for (const threshold of THRESHOLDS) {
    if (shouldStop()) return
    const support = stlsq(columns, sum.target.values, sum.target.weights, threshold)
    const chosen = support.filter((c) => c < kept.length).map((c) => kept[c]!)
    if (chosen.length <= maxTerms || chosen.length > Math.min(MAX_LONG_SUM, rows / ROWS_PER_TERM)) continue
    shortlist.offer(sumLaw(sum, library, chosen, support.includes(kept.length)))
  }
}
