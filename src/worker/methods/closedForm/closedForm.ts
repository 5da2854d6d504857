import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import type { FormulaMethod, MethodContext } from '../method.ts'
import { createShortlist, type Shortlist } from '../shortlist.ts'
import { trainingRows, trainingSample } from '../trainingSample.ts'
import { createCollider } from './collisions.ts'
import { descriptor } from './descriptor.ts'
import { knownUnits } from './knownUnits.ts'
import { createExactSearch, FIRST_LEVEL } from './levels.ts'
import { createNoisySearch } from './noisySearch.ts'
import { createProposals } from './proposals.ts'
import { reducedBench } from './reducedBench.ts'
import { reducedProblem } from './reducedProblem.ts'
import { screeningRows } from './screeningRows.ts'
import { createStoreRoom } from './storeRoom.ts'
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
/** Work of the search in fewer inputs per work of that in all, and where the data look noisy in fewer inputs too. */
const FAVOUR = 2
const SHARE_IN_NOISE = 0.1
/** Share of the variance that a smooth function of those leaves at most where there is no noise to speak of. */
const SMOOTH = 3e-5
/** Rounds of the search in noise, and those that go ahead of each level of the search for exact laws. */
const NOISY_ROUNDS = 6
const AHEAD = 1
/** Evaluations of the search in noise per evaluation of the exact one, where data look exact, and where nothing tells. */
const BESIDE = 0.25
const BESIDE_UNTOLD = 1

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
  const noisy = createNoisySearch(bench, problem, context)
  const exact = createExactSearch(bench)
  const most = Number(options.maxCost)
  let noisyRound = 0
  const inNoise = searchNoise()
  let isRough: boolean | null = false
  let isSmooth = true
  const reduced = handOut(searchReduced(), shortlist, 'reduced')
  const spent: Record<'exact' | 'reduced' | 'noisy', number> = { exact: 0, reduced: 0, noisy: 0 }
  try {
    for (let level = FIRST_LEVEL; level <= most; level++) {
      yield* besideReduced(level, handOut(exact.level(level), shortlist, 'exact'))
      yield* besideReduced(level, goOnInNoise(level))
      yield* besideReduced(level, handOut(exact.dearLevel(level), shortlist, 'exact'))
      yield* besideReduced(level, goOnInNoise(level))
      if (isOver()) return
    }
    yield* inNoise
  } finally {
    bench.stores.close()
    noisy.close()
  }

  function isOver(): boolean {
    return bench.shouldStop() || bench.proposals.isExact()
  }

  /** Where the data look noisy, which they mostly are then, ahead of the search for exact laws, else beside it. */
  function* goOnInNoise(level: number): Generator<Candidate | null> {
    const best = shortlist.best()
    if (best === null) return
    isRough = noisy.isRough(best.expression)
    const isAhead = () => noisyRound < level - FIRST_LEVEL + AHEAD
    const share = isRough === null ? BESIDE_UNTOLD : BESIDE
    const isBeside = () => spent.noisy < share * spent.exact
    while (!isOver() && (isRough ? isAhead() : isBeside())) {
      const step = inNoise.next()
      if (step.done === true) return
      yield step.value
    }
  }

  /** From the second level on, the search of the problem in fewer inputs that the data point at takes turns with others. */
  function* besideReduced(level: number, work: Generator<Candidate | null>): Generator<Candidate | null> {
    for (const candidate of work) {
      yield candidate
      if (level === FIRST_LEVEL) continue
      const most = (isRough && !isSmooth ? SHARE_IN_NOISE : FAVOUR) * spent.exact
      while (!isOver() && spent.reduced < most) {
        const step = reduced.next()
        if (step.done === true) break
        yield step.value
      }
    }
  }

  function* searchReduced(): Generator<void> {
    const smaller = yield* reducedProblem(bench, trainingSample(problem, REDUCTION_ROWS, context.random))
    const ownBench = smaller && reducedBench(bench, smaller.problem)
    isSmooth = smaller !== null && smaller.share < SMOOTH
    if (ownBench === null) return
    const search = createExactSearch(ownBench)
    for (let level = FIRST_LEVEL; level <= most && !isOver(); level++) {
      yield* search.level(level)
      yield* search.dearLevel(level)
    }
  }

  function* searchNoise(): Generator<Candidate | null> {
    for (; noisyRound < NOISY_ROUNDS; noisyRound++) yield* handOut(noisy.deepen(), noisy.shortlist, 'noisy')
  }

  /** What a piece of the search proposes, at its end and now and then before; others may have their turn in between. */
  function* handOut(
    work: Generator<void>,
    shortlist: Shortlist,
    side: keyof typeof spent
  ): Generator<Candidate | null> {
    let pieces = 0
    let before = evaluations
    for (const _ of work) {
      spent[side] += evaluations - before
      if (bench.shouldStop()) break
      if (++pieces % PIECES === 0) yield* shortlist.drain(PER_LEVEL)
      else yield null
      before = evaluations
    }
    yield* shortlist.drain(PER_LEVEL)
  }
}
