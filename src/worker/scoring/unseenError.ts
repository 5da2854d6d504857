import type { Expr } from '../../shared/domain/expr.ts'
import { compileForm, fitForm, largestError, squaredErrors, type FittedForm } from './fitForm.ts'
import type { JudgingSample } from './judgingSample.ts'
import { residualBits } from './descriptionLength.ts'

/** Squared weighted errors of predictions for rows that the fit had not seen. */
export interface UnseenErrors {
  /** Cross-validated over the folds. */
  readonly inner: ErrorSum
  /** Of the rows at the ends, predicted by a fit without any of them; null where there are too few rows. */
  readonly ends: ErrorSum | null
}

export interface ErrorSum {
  readonly rows: Uint32Array
  /** Sizes of the residuals, in the unit of y. */
  readonly residuals: Float64Array
  readonly meanSquare: number
}

/** Leaves out fold by fold, fits the rest from the full fit, and predicts what was left out. */
export function unseenErrors(form: Expr, full: FittedForm, sample: JudgingSample): UnseenErrors {
  const program = compileForm(form, sample)
  const predict = (rows: Uint32Array): Float64Array => {
    const rest = without(sample.n, rows)
    const fit = rest.length > program.paramCount ? fitForm(program, full.params, sample, full.noise, rest, 8) : null
    return leftOutErrors(program, fit, sample, full, rows)
  }
  const parts = sample.folds.map((rows) => ({ rows, errors: predict(rows) }))
  const ends = sample.ends.length === 0 ? null : summarise(sample.ends, predict(sample.ends), full, sample)
  const rows = Uint32Array.from(parts.flatMap((part) => [...part.rows]))
  const errors = Float64Array.from(parts.flatMap((part) => [...part.errors]))
  return { inner: summarise(rows, errors, full, sample), ends }
}

/** Bits of the data when every row is predicted by a fit that had not seen it. */
export function unseenBits(unseen: UnseenErrors, sample: JudgingSample, floor: number): number {
  const ends = sample.endsAreHeldOut && unseen.ends !== null ? unseen.ends : null
  return (
    residualBits(unseen.inner.rows.length, unseen.inner.meanSquare, floor) +
    (ends === null ? 0 : residualBits(ends.rows.length, ends.meanSquare, floor))
  )
}

function leftOutErrors(
  program: FittedForm['program'],
  fit: FittedForm | null,
  sample: JudgingSample,
  full: FittedForm,
  rows: Uint32Array
): Float64Array {
  const worst = largestError(sample, full.noise)
  if (fit === null) return new Float64Array(rows.length).fill(worst)
  const errors = squaredErrors(program, fit.params, sample, full.noise, rows)
  if (errors !== null) return errors.map((error) => Math.min(error, worst))
  return Float64Array.from(rows, (row) => {
    const single = squaredErrors(program, fit.params, sample, full.noise, Uint32Array.of(row))
    return Math.min(single?.[0] ?? worst, worst)
  })
}

function summarise(rows: Uint32Array, errors: Float64Array, full: FittedForm, sample: JudgingSample): ErrorSum {
  const weights = sample.weights[full.noise]
  return {
    rows,
    residuals: errors.map((error, k) => Math.sqrt(error / (weights?.[rows[k]!] ?? 1))),
    meanSquare: errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length)
  }
}

/** All rows but these, ascending. */
export function without(n: number, rows: Uint32Array): Uint32Array {
  const left = new Uint8Array(n)
  for (const row of rows) left[row] = 1
  return Uint32Array.from(left.keys()).filter((row) => left[row] === 0)
}
