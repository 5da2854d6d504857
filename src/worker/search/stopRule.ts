import { complexity } from '../../shared/domain/complexity.ts'
import { paramValues, variableNames, type Expr } from '../../shared/domain/expr.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Explanation, Judge } from '../scoring/judge.ts'
import { MOST_JUDGED_ROWS } from '../scoring/judgingSample.ts'

/** Relative error on unseen rows below which a law is exact and nothing is left to look for. */
const EXACT_ERROR = 1e-9
/** An exact law longer than this, and so much for each input, may be a short one in disguise: a little more is looked at. */
const PLAIN_COMPLEXITY = 8
const PLAIN_PER_INPUT = 4
const EXACT_GRACE = 20_000
/** Of a law of usual length with one fitted number; times the inputs and two. */
const GRACE_EVALUATIONS = 25_000
const GRACE_INPUTS = 5
/** Fewer rows cannot tell so many formulas apart, and the grace is shorter in proportion. */
const GRACE_ROWS = 100
const USUAL_COMPLEXITY = 8
/** Few formulas are shorter than a short one, and most of them were met before it. */
const SHORTEST = 0.6
const MUCH_ERROR = 0.15
const MUCH_GRACE = 5
/** Odds of a hundred to one, in nats of the likelihood: what a law must gain by its errors to begin the wait anew. */
const BETTER = Math.log(100)

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
 * data was first explained so well: longer with more rows and inputs, with a longer law and one of more fitted numbers,
 * which stand-ins have, and where much is left unexplained. A law that is only shorter does not begin the wait anew, but
 * makes it shorter. Counted in evaluations, not timed: same seed, same laws.
 */
export function createStopRule(judge: Judge, { inputs, n }: Pick<Problem, 'inputs' | 'n'>): StopRule {
  const tableGrace = GRACE_EVALUATIONS * (2 + Math.min(inputs.length, GRACE_INPUTS)) * Math.min(1, n / GRACE_ROWS)
  const rows = Math.min(n, MOST_JUDGED_ROWS)
  /** When the wait began and by how large an error; null while something is left to explain. */
  let explained: { readonly at: number; readonly error: number } | null = null
  let grace = 0

  return {
    noteImprovement(evaluations) {
      const [best] = judge.seeds()
      if (best === undefined || judge.explanation() === null) {
        explained = null
        return
      }
      const error = Math.max(judge.bestError(), EXACT_ERROR)
      const isBetter = explained === null || rows * Math.log(explained.error / error) > BETTER
      if (isBetter) explained = { at: evaluations, error }
      grace = judge.bestError() < EXACT_ERROR ? exactGrace(best) : noiseGrace(best, error, tableGrace)
    },
    words: () => WORDS[judge.explanation() ?? 'noise'],
    isExplained: (evaluations) => explained !== null && evaluations - explained.at >= grace
  }
}

function exactGrace(best: Expr): number {
  const plain = PLAIN_COMPLEXITY + PLAIN_PER_INPUT * variableNames(best).length
  return complexity(best) <= plain ? 0 : EXACT_GRACE
}

function noiseGrace(best: Expr, error: number, tableGrace: number): number {
  const length = Math.max(SHORTEST, complexity(best) / USUAL_COMPLEXITY)
  const numbers = (1 + paramValues(best).length) / 2
  return tableGrace * length * numbers * (error > MUCH_ERROR ? MUCH_GRACE : 1)
}
