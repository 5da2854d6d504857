import type { AtomLevel } from './atoms.ts'
import type { Bench } from './bench.ts'
import { leftOverOf } from './leftOver.ts'
import type { Model } from './model.ts'
import { createProjectedFitter, type FittedCurve, type ProjectedFit } from './projectedFit.ts'
import { screenPairs, type PairShape, type PairStart } from './screenPairs.ts'
import { shapedTerm, sharedTerm } from './shapedTerm.ts'
import type { Term } from './term.ts'

/** Pairs of curves whose numbers are fitted roughly, and those of them that are fitted in full. */
const SHORT_FITS = 600
const SHORT_FIT_STEPS = 5
const LONG_FITS = 200
const LONG_FIT_STEPS = 30
const FITS_PER_PIECE = 40

interface Fitted {
  readonly pair: PairShape
  readonly fit: ProjectedFit
}

/**
 * The model with two more terms, `keep` times, best first: pairs go through three sieves, as they start, after a short fit
 * of their numbers on the screening rows, and after a long one. Yields between pieces of work.
 */
export function* fittedPairs(
  bench: Bench,
  model: Model,
  level: AtomLevel,
  keep: number
): Generator<void, (readonly Term[])[]> {
  const leftOver = leftOverOf(bench, model)
  if (leftOver === null) return []
  const starts = screenPairs(bench, leftOver, level, SHORT_FITS)
  yield
  const fitter = createProjectedFitter(leftOver, () => bench.countTerms(1))

  function* best(from: readonly PairStart[], steps: number, most: number) {
    const found: Fitted[] = []
    for (const [i, { pair, numbers }] of from.entries()) {
      if (bench.shouldStop()) return []
      const fit = fitter(curvesOf(pair), numbers, steps)
      if (fit !== null) found.push({ pair, fit })
      if (i % FITS_PER_PIECE === 0) yield
    }
    return found.sort((a, b) => a.fit.left - b.fit.left).slice(0, most)
  }

  const likely = yield* best(starts, SHORT_FIT_STEPS, LONG_FITS)
  const found = yield* best(
    likely.map(({ pair, fit }) => ({ pair, numbers: fit.numbers })),
    LONG_FIT_STEPS,
    LONG_FITS
  )
  return distinct(found)
    .slice(0, keep)
    .flatMap(({ pair, fit }) => {
      const more = termsOf(bench, pair, fit)
      return more === null ? [] : [[...model.terms, ...more]]
    })
}

function curvesOf({ shapes, isShared }: PairShape): FittedCurve[] {
  return shapes.map((shape, k) => ({ shape, numbers: [isShared ? 0 : k] }))
}

/** Without those that ended where a better one did. */
function distinct(found: readonly Fitted[]): Fitted[] {
  return found.filter(
    ({ pair, fit }, i) =>
      !found
        .slice(0, i)
        .some(
          (other) =>
            other.pair.isShared === pair.isShared &&
            other.pair.shapes.every((shape, k) => shape === pair.shapes[k]) &&
            other.fit.numbers.every((number, k) => number.toPrecision(3) === fit.numbers[k]!.toPrecision(3))
        )
  )
}

function termsOf({ operators }: Bench, { shapes, isShared }: PairShape, fit: ProjectedFit): readonly Term[] | null {
  const [a, b] = shapes
  const { numbers, coefficients } = fit
  if (!isShared) return [shapedTerm(a, numbers[0]!, NaN), shapedTerm(b, numbers[1]!, NaN)]
  const share = coefficients[1]! / coefficients[0]!
  const term = sharedTerm(a, [a.multiplier, b.multiplier], [numbers[0]!, share], operators)
  return term && [term]
}
