import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import type { Method, MethodContext } from '../method.ts'
import { createShortlist } from '../shortlist.ts'
import { trainingRows, trainingSample } from '../trainingSample.ts'
import { createCollider } from './collisions.ts'
import { descriptor } from './descriptor.ts'
import { knownUnits } from './knownUnits.ts'
import { createParametricProducts } from './parametricProducts.ts'
import { createParametricSums } from './parametricSums.ts'
import { createProductSearch } from './productSearch.ts'
import { productTargets } from './productTarget.ts'
import { createProposals } from './proposals.ts'
import { splits } from './separability.ts'
import { screeningRows } from './screeningRows.ts'
import { createSumSearch } from './sumSearch.ts'
import { sumTargets } from './sumTarget.ts'
import type { Workbench } from './workbench.ts'

const MIN_ROWS = 8
/** Rows on which columns are compared: enough to tell very many of them apart when the data are exact. */
const SCREENING_ROWS = 80
/** Rows on which candidates are fitted; the judge fits what is proposed to all of them. */
const FIT_ROWS = 400
const COLLIDER_SIZE = 1 << 17
/** Operations in making and projecting one column, as nodes of a formula. */
const NODES_PER_COLUMN = 6
const PER_LEVEL = 10
const FIRST_LEVEL = 2
/** Targets beside y of which factors with a number inside are worth their time. */
const PARAMETRIC_TARGETS = 2
/** Triples are looked at from this level on, at every second one. */
const FIRST_TRIPLES = 4

/** T(y) as a product or a sum of simple functions, by iterative deepening: simple laws first, at every level. */
export const closedForm: Method = { descriptor, accepts, discover }

function accepts(problem: Problem): true | string {
  if (problem.inputs.length === 0) return 'There is no input column: give at least one column the role input.'
  const rows = trainingRows(problem).length
  if (rows < MIN_ROWS) return `Comparing forms needs at least ${MIN_ROWS} rows to fit; there are ${rows}.`
  if (!problem.operators.includes('mul')) return 'A product needs multiplication, which is not among the operators.'
  return true
}

function* discover(problem: Problem, options: MethodOptions, context: MethodContext): Generator<Candidate> {
  const sample = trainingSample(problem, FIT_ROWS, context.random)
  const shortlist = createShortlist(problem, sample, descriptor.id, context)
  const names = problem.inputs.map(({ name }) => name)
  const screening = screeningRows(trainingSample(problem, SCREENING_ROWS, context.random))
  const bench: Workbench = {
    names,
    operators: new Set(problem.operators),
    units: knownUnits(problem),
    screening,
    sample,
    loggable: names.flatMap((_, j) => (problem.x[j]!.includes(0) ? [] : [j])),
    proposals: createProposals(sample, names, problem.maxComplexity, shortlist, (evaluations, nodes) =>
      context.count(evaluations, nodes)
    ),
    collider: createCollider(COLLIDER_SIZE),
    shouldStop: () => context.control.shouldStop(),
    countColumns: (columns) => context.count(columns, columns * NODES_PER_COLUMN * screening.n)
  }
  for (const done of levels(bench, Number(options.maxCost))) {
    if (bench.shouldStop()) return
    if (done === 'level') yield* shortlist.drain(PER_LEVEL)
  }
  yield* shortlist.drain(PER_LEVEL)
}

/** Every stage at every level, so that a simple law of any kind comes before an intricate one of another. */
function* levels(bench: Workbench, maxCost: number): Generator<'work' | 'level'> {
  const { operators, sample } = bench
  const targets = productTargets(sample.y, operators)
  const guesses = splits(bench)
  const sums = guesses.map((split) => createSumSearch(bench, split))
  for (const search of sums) {
    for (const _ of search.quadratic()) yield 'work'
    if (bench.proposals.isExact()) return
  }
  yield 'level'
  const products = guesses.map(({ rest }) => createProductSearch(bench, targets, rest))
  const parametric = [
    createParametricProducts(bench, targets.slice(0, PARAMETRIC_TARGETS), guesses[0]!.rest),
    createParametricSums(bench, sumTargets(bench, { powers: [], rest: guesses[0]!.rest }))
  ]
  for (let level = FIRST_LEVEL; level <= maxCost; level++) {
    for (const search of [...products, ...sums]) {
      // the first guess at separable inputs is the likeliest and its search the smallest: the others come a level later
      const isLate = search !== products[0] && search !== sums[0]
      const depth = isLate ? level - 1 : level
      for (const _ of search.deepen(level === FIRST_LEVEL ? -1 : depth - 1, depth)) yield 'work'
      if (bench.proposals.isExact()) return
    }
    yield 'level'
    // a grid of numbers makes an argument some ten times dearer
    for (const search of parametric) {
      for (const _ of search.deepen(level === FIRST_LEVEL ? -1 : level - 2, level - 1)) yield 'work'
      if (bench.proposals.isExact()) return
    }
    yield 'level'
    if (level < FIRST_TRIPLES || level % 2 === 1) continue
    for (const search of [...products, ...sums]) {
      for (const _ of search.triples()) yield 'work'
      if (bench.proposals.isExact()) return
    }
    yield 'level'
  }
}
