import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import type { FormulaMethod, MethodContext } from '../method.ts'
import { createShortlist } from '../shortlist.ts'
import { trainingRows, trainingSample } from '../trainingSample.ts'
import { createBench } from './bench.ts'
import { descriptor } from './descriptor.ts'
import { searchModels } from './searchModels.ts'

/** Rows that models are fitted to; the judge fits what is proposed to all. */
const MAX_ROWS = 600
const MIN_ROWS = 10
/** Proposals handed over at a time, besides the best of every complexity. */
const PER_STAGE = 8
/** Models tried between two looks at what to hand over. */
const STAGE = 12

/** T(y) = Σ b_k · product of inputs · function with numbers inside, found term by term with all numbers fitted together. */
export const parametricSums: FormulaMethod = { kind: 'formula', descriptor, accepts, discover }

function accepts(problem: Problem): true | string {
  if (problem.inputs.length === 0) return 'There is no input column: give at least one column the role input.'
  const rows = trainingRows(problem).length
  if (rows < MIN_ROWS)
    return `Numbers inside functions need at least ${MIN_ROWS} rows to fit; there are ${rows}. Add measurements.`
  const missing = (['add', 'mul'] as const).filter((id) => !problem.operators.includes(id))
  return missing.length === 0 || 'Sums of terms need + and ×: allow these operators.'
}

function* discover(problem: Problem, options: MethodOptions, context: MethodContext): Generator<Candidate | null> {
  const sample = trainingSample(problem, MAX_ROWS, context.random)
  const shortlist = createShortlist(problem, sample, descriptor.id, context)
  const bench = createBench(problem, sample, shortlist, context)
  const depth = { maxTerms: Number(options.maxTerms), levels: Number(options.levels), views: 'all' as const }
  if (bench.shouldStop()) return
  let tried = 0
  for (const _ of searchModels(bench, depth)) {
    if (++tried % STAGE === 0) yield* shortlist.drain(PER_STAGE)
    yield null
    if (bench.shouldStop()) break
  }
  yield* shortlist.drain(PER_STAGE)
}
