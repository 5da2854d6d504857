import { complexity } from '../../shared/domain/complexity.ts'
import { mapExpr, param, type Expr } from '../../shared/domain/expr.ts'
import type { Candidate, Problem } from '../../shared/domain/problem.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile } from '../kernel/program.ts'
import { weightedMean } from '../numeric/statistics.ts'
import { logScaleBits, residualBits, structureBits } from '../scoring/descriptionLength.ts'
import { knowledgeFilter } from '../scoring/knowledgeCheck.ts'
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
  /** Measures a formula; null where it is too complex, has no finite value on some row, or breaks what the user knows. */
  offer(expression: Expr | null): Draft | null
  best(): Draft | null
  /** Formulas not handed out yet: up to `limit` of the best by bits, then those that leave less than every simpler one. */
  drain(limit: number): Candidate[]
}

/** Squared relative residual below which there is only rounding. */
const EXACT = 1e-20
/** Formulas this much longer than the best are not proposed, unless nothing simpler fits as well. */
const WORTH_PROPOSING_BITS = 80
/** Formulas remembered: the best, far more than are ever handed out, and twice as many before the rest is forgotten. */
const KEPT_DRAFTS = 2000

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
  const isAllowed = knowledgeFilter(problem)
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

  /** Keeps the best, and those that leave less than every simpler one: a search offers millions. */
  function forgetHopeless(): void {
    const byBits = [...drafts].sort(([, a], [, b]) => a.bits - b.bits)
    const kept = [...byBits.slice(0, KEPT_DRAFTS), ...paretoKeys(byBits)]
    drafts.clear()
    for (const [key, draft] of kept) drafts.set(key, draft)
  }

  return {
    offer(expression) {
      if (expression === null || complexity(expression) > problem.maxComplexity) return null
      const draft = measure(expression)
      if (draft === null || isAllowed?.(expression) === false) return null
      const key = formKey(expression)
      const known = drafts.get(key)
      if (known !== undefined && known.bits <= draft.bits) return known
      drafts.set(key, draft)
      if (drafts.size > 2 * KEPT_DRAFTS) forgetHopeless()
      if (best === null || draft.bits < best.bits) best = draft
      return draft
    },
    best: () => best,
    drain(limit) {
      const byBits = [...drafts].sort(([, a], [, b]) => a.bits - b.bits)
      const worth = (best?.bits ?? 0) + WORTH_PROPOSING_BITS
      const chosen = byBits.filter(([key, { bits }]) => bits <= worth && !handedOut.has(key)).slice(0, limit)
      const front = paretoKeys(byBits).filter(([key]) => !handedOut.has(key))
      const proposals = new Map([...chosen, ...front])
      for (const key of proposals.keys()) handedOut.add(key)
      return [...proposals.values()].map(({ expression }) => ({ expression, method }))
    }
  }
}

/** The drafts that leave less than every simpler one. */
function paretoKeys(drafts: readonly (readonly [string, Draft])[]): (readonly [string, Draft])[] {
  const bySize = drafts
    .map(([key, draft]) => ({ key, draft, size: complexity(draft.expression) }))
    .sort((a, b) => a.size - b.size || a.draft.left - b.draft.left)
  let least = Infinity
  return bySize.flatMap(({ key, draft }) => {
    if (draft.left >= least) return []
    least = draft.left
    return [[key, draft] as const]
  })
}

function residualSum({ n, y, weights }: TrainingSample, values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < n; i++) {
    sum += (weights === null ? 1 : weights[i]!) * (y[i]! - values[i]!) ** 2
  }
  return sum
}

/** NaN where a value has not the sign of the target. */
function logResidualSum({ n, y, weights }: TrainingSample, values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < n; i++) {
    sum += (weights === null ? 1 : weights[i]!) * Math.log(y[i]! / values[i]!) ** 2
  }
  return sum
}

/** The same for formulas that differ only in their fitted numbers. */
function formKey(expression: Expr): string {
  return JSON.stringify(mapExpr(expression, { param: () => param(0) }))
}
