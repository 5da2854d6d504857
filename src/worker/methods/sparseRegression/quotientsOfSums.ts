import type { Expr } from '../../../shared/domain/expr.ts'
import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { createProposals } from '../closedForm/proposals.ts'
import type { MethodContext } from '../method.ts'
import type { RationalSearch } from '../rational/rationalLaws.ts'
import type { Shortlist } from '../shortlist.ts'
import type { TargetTransform } from '../targetTransform.ts'
import type { TrainingSample } from '../trainingSample.ts'
import { guardRows } from './library.ts'

/** Rows of scalar products that take as long as the evaluation of a formula, and as long as what each takes besides. */
const PRODUCTS_PER_EVALUATION = 3600
const ROWS_OF_OVERHEAD = 100
const PER_STAGE = 8

/** Quotients of polynomials, under some transforms of the target; those that have no value at an end of the data are left out. */
export function* quotientsOfSums(
  find: (search: RationalSearch) => Iterable<void>,
  transforms: readonly TargetTransform[],
  problem: Problem,
  sample: TrainingSample,
  shortlist: Shortlist,
  context: MethodContext
): Generator<Candidate | null> {
  const names = problem.inputs.map(({ name }) => name)
  const count = (evaluations: number, nodes: number): void => context.count(evaluations, nodes)
  const guard = guardRows(problem.x)
  const isDefined = (expression: Expr): boolean => {
    const program = compile(expression, names)
    const values = new Float64Array(guard[0]!.length)
    evaluator.evaluate(program, guard, program.params, values)
    return values.every(Number.isFinite)
  }
  const proposals = createProposals(sample, names, problem.maxComplexity, shortlist, count)
  const search: RationalSearch = {
    sample,
    names,
    operators: new Set(problem.operators),
    transforms,
    proposals: {
      ...proposals,
      offer: (expression, steps) =>
        expression !== null && isDefined(expression) ? proposals.offer(expression, steps) : null
    },
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
