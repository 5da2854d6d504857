import { complexity } from '../../shared/domain/complexity.ts'
import type { Expr } from '../../shared/domain/expr.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Explanation, Judge } from '../scoring/judge.ts'

/** Relative error on unseen rows below which a law is exact and nothing is left to look for. */
const EXACT_ERROR = 1e-9
/** An exact law longer than this may be a short one in disguise: a little more is looked at. */
const PLAIN_COMPLEXITY = 10
const EXACT_GRACE = 40_000
const GRACE_EVALUATIONS = 100_000
const GRACE_INPUTS = 5
/** Fewer rows cannot tell so many formulas apart, and the grace is shorter in proportion. */
const GRACE_ROWS = 100
const SHORT_COMPLEXITY = 8
/** Few formulas are shorter than a short one, and most of them were met before it. */
const SHORTEST = 0.6
const MUCH_ERROR = 0.15
const MUCH_GRACE = 5

/** Decides when the data is explained, so that a search may end before its limits. */
export interface StopRule {
  /** Called when the judge's front has improved, with the evaluations so far. */
  noteImprovement(evaluations: number): void
  isExplained(evaluations: number): boolean
  /** Why the best law leaves nothing to explain, in one sentence. */
  words(): string
}

const WORDS: Readonly<Record<Explanation, string>> = {
  exact: 'Stopped: the best law agrees with every row to its last digit.',
  errors: 'Stopped: the best law leaves no more than the errors of the data, and they follow no input.',
  noise: 'Stopped: the best law leaves only noise, which follows no input, and no simpler law does as well.'
}

/**
 * A short exact law ends the search at once, a long one soon after. A law that leaves only noise may still be a
 * stand-in for a simpler one that the search would meet a moment later, so the search goes on for a while after the
 * best law last changed: longer with more rows and inputs, with a longer law, and where much is left unexplained.
 * Counted in evaluations, not timed: same seed, same laws.
 */
export function createStopRule(judge: Judge, { inputs, n }: Pick<Problem, 'inputs' | 'n'>): StopRule {
  const tableGrace = GRACE_EVALUATIONS * (1 + Math.min(inputs.length, GRACE_INPUTS)) * Math.min(1, n / GRACE_ROWS)
  let best: Expr | undefined
  let changedAt = 0

  function grace(): number {
    const size = best === undefined ? 0 : complexity(best)
    if (judge.bestError() < EXACT_ERROR) return size <= PLAIN_COMPLEXITY ? 0 : EXACT_GRACE
    const length = Math.max(SHORTEST, size / SHORT_COMPLEXITY)
    const share = judge.bestError() > MUCH_ERROR ? MUCH_GRACE : 1
    return tableGrace * length ** 2 * share
  }

  return {
    noteImprovement(evaluations) {
      const [first] = judge.seeds()
      if (first !== best) changedAt = evaluations
      best = first
    },
    words: () => WORDS[judge.explanation() ?? 'noise'],
    isExplained(evaluations) {
      return judge.explanation() !== null && evaluations - changedAt >= grace()
    }
  }
}
