import type { Expr } from '../../../shared/domain/expr.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import type { FormulaMethod, MethodContext } from '../method.ts'
import { createShortlist } from '../shortlist.ts'
import { trainingRows, trainingSample } from '../trainingSample.ts'
import { createCollider } from './collisions.ts'
import { descriptor } from './descriptor.ts'
import { knownUnits } from './knownUnits.ts'
import { createExactSearch } from './levels.ts'
import { createNoisySearch, NOISY_ROWS, type NoisyRows } from './noisySearch.ts'
import { createProposals } from './proposals.ts'
import { reducedBench } from './reducedBench.ts'
import { reducedProblem } from './reducedProblem.ts'
import { reducedRows } from './reducedRows.ts'
import { screeningRows } from './screeningRows.ts'
import { createStoreRoom } from './storeRoom.ts'
import { createTwoSidedSearch, type SearchStep } from './twoSidedSearch.ts'
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
/** Pieces of work after which proposals are handed out. */
const PIECES = 200
/** Rows on which the structure of the data is tested. */
const REDUCTION_ROWS = 800
/** Work of the search in fewer inputs per work of that in all, and, where data may be noisy, what it is ahead by. */
const FAVOUR = 2
const FAVOUR_IN_NOISE = 3
const AHEAD_IN_NOISE = 200_000
/** Share of the variance that a smooth function of those leaves at most where there is no noise to speak of. */
const SMOOTH = 3e-5

/** T(y) as a product or a sum of simple functions, by iterative deepening: simple laws first, at every level. */
export const closedForm: FormulaMethod = { kind: 'formula', descriptor, accepts, discover }

function accepts(problem: Problem): true | string {
  if (problem.inputs.length === 0) return 'There is no input column: give at least one column the role input.'
  const rows = trainingRows(problem).length
  if (rows < MIN_ROWS) return `Comparing forms needs at least ${MIN_ROWS} rows to fit; there are ${rows}.`
  if (!problem.operators.includes('mul')) return 'A product needs multiplication, which is not among the operators.'
  return true
}

function* discover(problem: Problem, options: MethodOptions, caller: MethodContext): Generator<Candidate | null> {
  let evaluations = 0
  const context: MethodContext = {
    ...caller,
    count: (more, nodeEvaluations) => {
      evaluations += more
      caller.count(more, nodeEvaluations)
    }
  }
  const sample = trainingSample(problem, FIT_ROWS, context.random)
  const shortlist = createShortlist(problem, sample, descriptor.id, context)
  const names = problem.inputs.map(({ name }) => name)
  const screening = screeningRows(trainingSample(problem, SCREENING_ROWS, context.random))
  let columns = 0
  const mostColumns = 1e6 * Number(options.millionColumns)
  const bench: Workbench = {
    names,
    operators: new Set(problem.operators),
    units: knownUnits(problem),
    screening,
    sample,
    noise: null,
    loggable: names.flatMap((_, j) => (problem.x[j]!.includes(0) ? [] : [j])),
    proposals: createProposals(sample, names, problem.maxComplexity, shortlist, (evaluations, nodes) =>
      context.count(evaluations, nodes)
    ),
    collider: createCollider(COLLIDER_SIZE),
    stores: createStoreRoom(),
    shouldStop: () => columns >= mostColumns || context.control.shouldStop(),
    countColumns: (more) => {
      columns += more
      context.count(more, more * NODES_PER_COLUMN * screening.n)
    }
  }
  const noisyRows = wholeRows()
  const noisyShortlist = createShortlist(problem, noisyRows.sample, descriptor.id, context)
  const noisy = createNoisySearch(bench, noisyRows)
  const most = Number(options.maxCost)
  const isOver = () => bench.shouldStop() || bench.proposals.isExact()
  const sides = { most, isOver, evaluations: () => evaluations }
  const whole = createTwoSidedSearch({
    ...sides,
    exact: createExactSearch(bench),
    noisy,
    known: bestSoFar,
    isRoughElsewhere: () => false
  })
  const opened = [noisy]
  let pieces = 0
  try {
    for (const step of inTurns()) {
      if (bench.shouldStop()) break
      if (step.isEnd || ++pieces % PIECES === 0) yield* proposed()
      else yield null
    }
    yield* proposed()
  } finally {
    bench.stores.close()
    for (const search of opened) search.close()
  }

  function bestSoFar(): Expr | null {
    noisyShortlist.offer(shortlist.best()?.expression ?? null)
    return noisyShortlist.best()?.expression ?? null
  }

  /** From the second level on, the search of the problem in fewer inputs that the data point at takes turns with that of all. */
  function* inTurns(): Generator<SearchStep> {
    const spent = { whole: 0, reduced: 0 }
    const reduced = searchReduced()
    const step = (side: keyof typeof spent, search: Generator<SearchStep>): SearchStep | null => {
      const before = evaluations
      const next = search.next()
      spent[side] += evaluations - before
      return next.done === true ? null : next.value
    }
    const all = whole.steps()
    for (let next = step('whole', all); next !== null; next = step('whole', all)) {
      yield next
      if (next.isFirst) continue
      const most = whole.isRough() === false ? FAVOUR * spent.whole : FAVOUR_IN_NOISE * spent.whole + AHEAD_IN_NOISE
      while (!isOver() && spent.reduced < most) {
        const own = step('reduced', reduced)
        if (own === null) break
        yield own
      }
    }
  }

  function* searchReduced(): Generator<SearchStep> {
    const rows = trainingSample(problem, REDUCTION_ROWS, context.random)
    const guess = reducedProblem(bench, rows)
    let step = guess.next()
    for (; step.done !== true; step = guess.next()) yield { isEnd: false, isFirst: false }
    const smaller = step.value
    if (smaller === null) return
    const ownBench = reducedBench(bench, smaller.problem)
    const ownRows = reducedRows(noisyRows, smaller.problem)
    if (ownBench === null || ownRows === null) return
    const isSmooth = smaller.share < SMOOTH
    const ownNoisy = createNoisySearch(ownBench, ownRows)
    opened.push(ownNoisy)
    yield* createTwoSidedSearch({
      ...sides,
      exact: createExactSearch(ownBench),
      noisy: ownNoisy,
      known: () => ownRows.best(ownBench.proposals.best()),
      isRoughElsewhere: () => whole.isRough() === true || (isSmooth ? false : null)
    }).steps()
  }

  function wholeRows(): NoisyRows {
    const sample = trainingSample(problem, NOISY_ROWS, context.random)
    return {
      sample,
      areErrorsGiven: problem.weights !== null,
      proposalsOn: (rows) =>
        createProposals(rows, names, problem.maxComplexity, noisyShortlist, (more, nodes) => context.count(more, nodes))
    }
  }

  function* proposed(): Generator<Candidate> {
    yield* shortlist.drain(PER_LEVEL)
    yield* noisyShortlist.drain(PER_LEVEL)
  }
}
