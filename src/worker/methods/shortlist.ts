import { complexity } from '../../shared/domain/complexity.ts'
import { mapExpr, param, type Expr } from '../../shared/domain/expr.ts'
import type { Candidate, Problem } from '../../shared/domain/problem.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile } from '../kernel/program.ts'
import { weightedMean } from '../numeric/statistics.ts'
import { logScaleBits, residualBits, structureBits } from '../scoring/descriptionLength.ts'
import type { MethodContext } from './method.ts'
import type { TrainingSample } from './trainingSample.ts'

/** A formula with fitted numbers and its price. */
export interface Draft {
  readonly expression: Expr
  /** Weighted residual sum of squares on the sample, relative to that of the mean. */
  readonly left: number
  /** Whether it leaves nothing but rounding, so that there is nothing more to look for. */
  readonly isExact: boolean
  readonly bits: number
}

/**
 * The formulas of one method, measured on its training sample in the target's own scale, so that only the promising ones
 * reach the judge.
 */
export interface Shortlist {
  /** Measures a formula; null where it is too complex, has no finite value on some row, or was offered before. */
  offer(expression: Expr | null): Draft | null
  best(): Draft | null
  /** Up to `limit` formulas not handed out yet: the best by bits, then the best of each complexity. */
  drain(limit: number): Candidate[]
}

/** Squared relative residual below which there is only rounding. */
const EXACT = 1e-20

export function createShortlist(
  problem: Problem,
  sample: TrainingSample,
  method: string,
  context: Pick<MethodContext, 'count'>
): Shortlist {
  const names = problem.inputs.map((input) => input.name)
  const values = new Float64Array(sample.n)
  const spread = residualSum(sample, new Float64Array(sample.n).fill(weightedMean(sample.y, sample.weights))) || 1
  const logScale = logScaleBits(sample.y)
  const drafts = new Map<string, Draft>()
  const handedOut = new Set<string>()
  let best: Draft | null = null

  function measure(expression: Expr): Draft | null {
    const program = compile(expression, names)
    evaluator.evaluate(program, sample.x, program.params, values)
    context.count(1, program.nodes * sample.n)
    const left = residualSum(sample, values) / spread
    if (!Number.isFinite(left)) return null
    const numbers = program.paramCount * (0.5 * Math.log2(sample.n) + 1)
    // whichever noise model suits better: equal errors, or equal relative errors of a target of one sign
    const absolute = residualBits(sample.n, (left * spread) / sample.n, Math.sqrt((EXACT * spread) / sample.n))
    const relative = residualBits(sample.n, logResidualSum(sample, values) / sample.n, Math.sqrt(EXACT)) + logScale
    const data = Number.isFinite(relative) ? Math.min(absolute, relative) : absolute
    return { expression, left, isExact: left < EXACT, bits: data + numbers + structureBits(expression, names.length) }
  }

  return {
    offer(expression) {
      if (expression === null || complexity(expression) > problem.maxComplexity) return null
      const draft = measure(expression)
      if (draft === null) return null
      const key = formKey(expression)
      const known = drafts.get(key)
      if (known !== undefined && known.bits <= draft.bits) return null
      drafts.set(key, draft)
      if (best === null || draft.bits < best.bits) best = draft
      return draft
    },
    best: () => best,
    drain(limit) {
      const waiting = [...drafts].filter(([key]) => !handedOut.has(key)).sort(([, a], [, b]) => a.bits - b.bits)
      const chosen = new Map(waiting.slice(0, limit))
      const sizes = new Set<number>()
      for (const [key, draft] of waiting) {
        const size = complexity(draft.expression)
        if (!sizes.has(size)) chosen.set(key, draft)
        sizes.add(size)
      }
      for (const key of chosen.keys()) handedOut.add(key)
      return [...chosen.values()].map(({ expression }) => ({ expression, method }))
    }
  }
}

function residualSum({ n, y, weights }: TrainingSample, values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < n; i++) {
    sum += (weights === null ? 1 : (weights[i] as number)) * ((y[i] as number) - (values[i] as number)) ** 2
  }
  return sum
}

/** NaN where a value has not the sign of the target. */
function logResidualSum({ n, y, weights }: TrainingSample, values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < n; i++) {
    sum += (weights === null ? 1 : (weights[i] as number)) * Math.log((y[i] as number) / (values[i] as number)) ** 2
  }
  return sum
}

/** The same for formulas that differ only in their fitted numbers. */
function formKey(expression: Expr): string {
  return JSON.stringify(mapExpr(expression, { param: () => param(0) }))
}
