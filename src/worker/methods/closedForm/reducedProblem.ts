import type { TrainingSample } from '../trainingSample.ts'
import { addendGuesses } from './addendGuesses.ts'
import { evidenceOf } from './evidence.ts'
import { factorGuesses } from './factorGuesses.ts'
import type { Guess } from './guess.ts'
import { mergeGuesses } from './mergeGuesses.ts'
import { reducedBy, wholeProblem, type ReducedProblem } from './reduction.ts'
import { scalingGuesses } from './scalingGuesses.ts'
import type { Workbench } from './workbench.ts'

/** Fewer rows show no structure. */
const MIN_ROWS = 100
/** Above this number of inputs there are more pairs than time. */
const MAX_INPUTS = 12

/** Share of the variance that a smooth function leaves at most where all kinds of structure show themselves. */
const SMOOTH = 0.05
/** The same where an addend and the number in front of it can be told: in noise, others do as well. */
const CLEAR = 2e-3

export interface Reduction {
  readonly problem: ReducedProblem
  /** Share of the variance of y that a smooth function of several inputs left at the end. */
  readonly share: number
}

/**
 * The problem in fewer inputs that the data point at, by one step after another, the most certain first; null where they
 * point at none. Yields between pieces of work.
 * @param rows more than the formulas are fitted on: structure shows itself in what many numbers leave
 */
export function* reducedProblem(
  bench: Pick<Workbench, 'names' | 'units' | 'operators' | 'countColumns'>,
  rows: TrainingSample
): Generator<void, Reduction | null> {
  const whole = wholeProblem(bench.names, bench.units)
  let problem = whole
  let share = NaN
  if (rows.n < MIN_ROWS) return null
  while (problem.names.length > 1 && problem.names.length <= MAX_INPUTS) {
    const evidence = evidenceOf(problem, rows)
    if (evidence === null) break
    share = evidence.share
    yield
    const isSmooth = evidence.share < SMOOTH
    const factor = yield* likeliest(factorGuesses(evidence, bench))
    const merge = factor !== null && isSmooth ? null : yield* likeliest(mergeGuesses(evidence, bench))
    const product = weightOf(merge) > weightOf(factor) ? merge : factor
    const best =
      product ??
      (evidence.share < CLEAR ? yield* likeliest(addendGuesses(evidence, bench)) : null) ??
      (isSmooth ? yield* likeliest(scalingGuesses(evidence, bench)) : null)
    if (best === null) break
    problem = best.steps.reduce((before, step) => reducedBy(step, before), problem)
  }
  return problem === whole ? null : { problem, share }
}

function weightOf(guess: Guess | null): number {
  return guess === null ? -Infinity : guess.weight
}

function* likeliest(guesses: Generator<Guess | null>): Generator<void, Guess | null> {
  let best: Guess | null = null
  for (const guess of guesses) {
    if (guess !== null && (best === null || guess.weight > best.weight)) best = guess
    yield
  }
  return best
}
