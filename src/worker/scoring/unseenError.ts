import type { Expr } from '../../shared/domain/expr.ts'
import { compileForm, fitForm, predictions, type FittedForm } from './fitForm.ts'
import type { JudgingSample } from './judgingSample.ts'
import { residualBits } from './descriptionLength.ts'

/** In spreads of y: one wild prediction must not hide the others. */
const LARGEST_RESIDUAL = 100

/** Squared weighted errors of predictions for rows that the fit had not seen. */
export interface UnseenErrors {
  /** Cross-validated over the folds. */
  readonly inner: ErrorSum
  /** Of the rows at the ends, predicted by a fit without any of them; null where there are too few rows. */
  readonly ends: ErrorSum | null
}

export interface ErrorSum {
  readonly rows: Uint32Array
  /** Residuals in the unit of y. */
  readonly residuals: Float64Array
  /** Weighted mean square on the scale of the fit. */
  readonly meanSquare: number
}

/** Leaves out fold by fold, fits the rest from the full fit, and predicts what was left out. */
export function unseenErrors(form: Expr, full: FittedForm, sample: JudgingSample): UnseenErrors {
  const program = compileForm(form, sample, full.scale)
  const predict = (rows: Uint32Array): Float64Array => {
    const rest = without(sample.n, rows)
    const fit = rest.length > program.paramCount ? fitForm(program, full.params, sample, full.scale, rest, 8) : null
    return fit === null ? new Float64Array(rows.length).fill(NaN) : predictions(fit, sample, rows)
  }
  const parts = sample.folds.map((rows) => ({ rows, values: predict(rows) }))
  const rows = Uint32Array.from(parts.flatMap((part) => [...part.rows]))
  const values = Float64Array.from(parts.flatMap((part) => [...part.values]))
  return {
    inner: errorSum(rows, values, full, sample),
    ends: sample.ends.length === 0 ? null : errorSum(sample.ends, predict(sample.ends), full, sample)
  }
}

/** Bits of the data when every row is predicted by a fit that had not seen it. */
export function unseenBits(unseen: UnseenErrors, sample: JudgingSample, floor: number): number {
  const ends = sample.endsAreHeldOut && unseen.ends !== null ? unseen.ends : null
  return (
    residualBits(unseen.inner.rows.length, unseen.inner.meanSquare, floor) +
    (ends === null ? 0 : residualBits(ends.rows.length, ends.meanSquare, floor))
  )
}

function errorSum(rows: Uint32Array, predicted: Float64Array, { scale }: FittedForm, sample: JudgingSample): ErrorSum {
  const largest = scale.ceiling ** 2
  const farthest = LARGEST_RESIDUAL * sample.spread
  let sum = 0
  const residuals = predicted.map((value, k) => {
    const row = rows[k]!
    const y = sample.y[row]!
    const residual = scale.noise === 'additive' ? y - value : Math.log(y / value)
    const error = (scale.weights?.[row] ?? 1) * residual * residual
    // a row without a value, or with a hopeless one, counts as the largest error
    sum += error < largest ? error : largest
    return Number.isFinite(value) ? Math.max(-farthest, Math.min(farthest, y - value)) : farthest
  })
  return { rows, residuals, meanSquare: sum / Math.max(1, rows.length) }
}

/** All rows but these, ascending. */
export function without(n: number, rows: Uint32Array): Uint32Array {
  const left = new Uint8Array(n)
  for (const row of rows) left[row] = 1
  return Uint32Array.from(left.keys()).filter((row) => left[row] === 0)
}
