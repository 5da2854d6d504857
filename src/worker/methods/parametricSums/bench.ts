import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import { pickRows } from '../../numeric/pickRows.ts'
import { createProposals, type Proposals } from '../closedForm/proposals.ts'
import { likelyInputs } from '../likelyInputs.ts'
import type { MethodContext } from '../method.ts'
import { guardRows } from '../sparseRegression/library.ts'
import type { Shortlist } from '../shortlist.ts'
import type { TrainingSample } from '../trainingSample.ts'

/** What all parts of the search share. */
export interface Bench {
  readonly names: readonly string[]
  readonly operators: ReadonlySet<OperatorId>
  /** Inputs that may go into terms. */
  readonly inputs: readonly number[]
  /** Rows on which models are fitted. */
  readonly sample: TrainingSample
  /** The rows of the sample on which very many terms are compared, and the columns there. */
  readonly rows: Uint32Array
  readonly x: readonly Float64Array[]
  /** The rows of all data at which some input is at an end or near zero: terms are defined there too. */
  readonly guard: readonly Float64Array[]
  readonly proposals: Proposals
  shouldStop(): boolean
  /** Counts terms that were compared on the screening rows. */
  countTerms(terms: number): void
  count(evaluations: number, nodeEvaluations: number): void
}

/** Rows on which very many terms are compared. */
const SCREENING_ROWS = 128
/** Inputs that go into terms: of more the likeliest are chosen. */
const MAX_INPUTS = 10
/** A product of inputs times a function with a number inside. */
const NODES_OF_TERM = 6

export function createBench(
  problem: Problem,
  sample: TrainingSample,
  shortlist: Shortlist,
  { random, control, count }: Pick<MethodContext, 'random' | 'control' | 'count'>
): Bench {
  const names = problem.inputs.map(({ name }) => name)
  const order = random.shuffle(Array.from({ length: sample.n }, (_, row) => row))
  const rows = Uint32Array.from(order.slice(0, SCREENING_ROWS))
  const counted = (evaluations: number, nodes: number): void => count(evaluations, nodes)
  return {
    names,
    operators: new Set(problem.operators),
    inputs: likelyInputs(sample, MAX_INPUTS),
    sample,
    rows,
    x: sample.x.map((column) => pickRows(column, rows)),
    guard: guardRows(problem.x),
    proposals: createProposals(sample, names, problem.maxComplexity, shortlist, counted),
    shouldStop: () => control.shouldStop(),
    count: counted,
    countTerms: (terms) => counted(terms, terms * NODES_OF_TERM * rows.length)
  }
}
