import { pickRows } from '../../numeric/pickRows.ts'
import type { AtomLevel } from './atoms.ts'
import type { Bench } from './bench.ts'
import { fitModel, type Model } from './model.ts'
import { screenPairs } from './screenPairs.ts'
import type { Term } from './term.ts'
import type { View } from './view.ts'

/** Pairs of terms that are fitted roughly, and those of them that are fitted in full. */
const SHORT_FITS = 9000
const SHORT_FIT_STEPS = 12
const LONG_FITS = 300
const LONG_FIT_STEPS = 60
const FITS_PER_PIECE = 20

/**
 * The model with two more terms, `keep` times, best first: pairs go through three sieves, as they start, after a short fit
 * on the screening rows, and after a long one on all. Yields between pieces of work.
 */
export function* fittedPairs(
  bench: Bench,
  model: Model,
  level: AtomLevel,
  keep: number
): Generator<void, (readonly Term[])[]> {
  const { view } = model
  const starts = screenPairs(bench, model, level, SHORT_FITS).map((more) => [...model.terms, ...more])
  yield
  const rough = onScreeningRows(bench, view)
  const likely = yield* bestFits(rough.bench, rough.view, starts, SHORT_FIT_STEPS)
  const found = yield* bestFits(bench, view, likely.slice(0, LONG_FITS), LONG_FIT_STEPS)
  return found.slice(0, keep)
}

function* bestFits(
  bench: Bench,
  view: View,
  starts: readonly (readonly Term[])[],
  steps: number
): Generator<void, (readonly Term[])[]> {
  const fits: Model[] = []
  for (const [i, terms] of starts.entries()) {
    if (bench.shouldStop()) return []
    const fit = fitModel(bench, view, terms, steps)
    if (fit !== null) fits.push(fit)
    if (i % FITS_PER_PIECE === 0) yield
  }
  return fits.sort((a, b) => a.left - b.left).map(({ terms }) => terms)
}

/** The same view of fewer rows. */
function onScreeningRows(bench: Bench, view: View): { readonly bench: Bench; readonly view: View } {
  const { rows, x, sample } = bench
  const weights = view.weights && pickRows(view.weights, rows)
  const few = { ...sample, n: rows.length, x, y: pickRows(sample.y, rows), weights }
  return { bench: { ...bench, sample: few }, view: { ...view, target: pickRows(view.target, rows), weights } }
}
