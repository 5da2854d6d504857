import { complexity } from '../../shared/domain/complexity.ts'
import { variableNames } from '../../shared/domain/expr.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Explanation, Judge } from '../scoring/judge.ts'
import { MIN_RESIDUALS } from '../scoring/residualStructure.ts'
import { ROUND_GROWTH } from './turns.ts'

/** Relative error on unseen rows below which a law is exact and nothing is left to look for. */
const EXACT_ERROR = 1e-9
/** An exact law longer than this, and so much for each input, may be a short one in disguise: a little more is looked at. */
const PLAIN_COMPLEXITY = 8
const PLAIN_PER_INPUT = 4
const EXACT_GRACE = 20_000
/** From this relative error on a long law is not met by being right to the last digit, but by its many numbers. */
const LAST_DIGIT = 1e-12
/** Of a law of usual length; times the inputs and two. */
const GRACE_EVALUATIONS = 25_000
const GRACE_INPUTS = 5
/** In fewer rows a stand-in leaves what looks like noise, and a formula is soon tried: the grace is longer in proportion. */
const GRACE_ROWS = 100
/** Bits of a formula as of a product or quotient of three or four inputs and a fitted number. */
const USUAL_BITS = 30
/** How the grace grows with the bits: what a search goes through before it has met all formulas as short. */
const GRACE_POWER = 2
/** Few formulas are shorter than a short one, and most of them were met before it. */
const SHORTEST = 0.6
const MUCH_ERROR = 0.15
const MUCH_GRACE = 5
/** Odds of a hundred to one: what a law must gain by its errors to begin the wait anew, and in all to be news. */
const BETTER_BITS = Math.log2(100)

/** Decides when the data is explained, so that a search may end before its limits. */
export interface StopRule {
  /** Called when the judge's front has improved, with the evaluations so far. */
  noteImprovement(evaluations: number): void
  isExplained(evaluations: number): boolean
  /** Why the best law leaves nothing to explain, in one sentence. */
  words(): string
}

type Best = ReturnType<Judge['best']>

const WORDS: Readonly<Record<Explanation, string>> = {
  exact: 'Stopped: the best law agrees with every row to its last digit.',
  errors:
    'Stopped: the best law leaves no more than the stated errors of the data, and what it leaves follows no input.',
  noise:
    'Stopped: what the best law leaves looks like noise, for it follows no input, and nothing better came for a while.'
}

/**
 * A short exact law ends the search at once, a long one soon after: the later the longer it is, where it is exact but for
 * the last digits, as a sum of many fitted terms is. A law that leaves only noise may still be a
 * stand-in for a simpler one that the search would meet a moment later, so the search goes on for a while after the
 * data was first explained so well: longer with fewer rows and more inputs, with the bits that name the formula and its
 * numbers, exact ones among them, which stand-ins have many of, and where much is left unexplained. A law that is only
 * shorter does not begin the wait anew, but makes it shorter; every method has a round more after any better law. Where
 * no form is so much better than a constant that it would be recommended, there is nothing to stop for.
 * Counted in evaluations, not timed: same seed, same laws.
 */
export function createStopRule(judge: Judge, { inputs, n }: Pick<Problem, 'inputs' | 'n'>): StopRule {
  const tableGrace = GRACE_EVALUATIONS * (2 + Math.min(inputs.length, GRACE_INPUTS)) * rowsGrace(n)
  /** When the wait began, and what the rows took then; null while something is left to explain. */
  let explained: { readonly at: number; readonly rowBits: number } | null = null
  let news = { at: 0, bits: Infinity }
  let grace = 0
  let isExact = false

  return {
    noteImprovement(evaluations) {
      const best = judge.best()
      if (best.bits < news.bits - BETTER_BITS) news = { at: evaluations, bits: best.bits }
      if (judge.explanation() === null) {
        explained = null
        return
      }
      if (explained === null || best.rowBits < explained.rowBits - BETTER_BITS)
        explained = { at: evaluations, rowBits: best.rowBits }
      isExact = best.error < EXACT_ERROR
      grace = isExact ? exactGrace(best) : tableGrace * noiseGrace(best)
    },
    words: () => WORDS[judge.explanation() ?? 'noise'],
    isExplained: (evaluations) =>
      explained !== null &&
      evaluations - explained.at >= grace &&
      (isExact || (evaluations >= ROUND_GROWTH * news.at && judge.hasLaw()))
  }
}

/** Where rows are too few for residuals to show anything they tell few formulas apart, and the grace is short. */
function rowsGrace(n: number): number {
  return n < MIN_RESIDUALS ? n / GRACE_ROWS : Math.max(1, GRACE_ROWS / n)
}

function exactGrace(best: Best): number {
  const plain = PLAIN_COMPLEXITY + PLAIN_PER_INPUT * variableNames(best.fitted).length
  if (complexity(best.fitted) <= plain) return 0
  return EXACT_GRACE * (best.error < LAST_DIGIT ? 1 : Math.max(1, lengthOf(best)))
}

/** The grace for a form, as a multiple of that for one of usual length. */
function noiseGrace(best: Best): number {
  return Math.max(SHORTEST, lengthOf(best)) * (best.error > MUCH_ERROR ? MUCH_GRACE : 1)
}

/** How much longer it takes until all formulas as short were met than for one of usual length. */
function lengthOf({ bits, rowBits }: Best): number {
  return ((bits - rowBits) / USUAL_BITS) ** GRACE_POWER
}
