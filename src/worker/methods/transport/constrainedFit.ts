import { inverse, Matrix } from 'ml-matrix'
import { logDeterminant, noiseCovariance, precisionOf } from './noiseCovariance.ts'
import type { FreeCoefficient } from './reciprocity.ts'
import { residualsOf, type FreeFit, type Response } from './response.ts'

/** Least squares over all fluxes at once under linear relations between their coefficients. */
export interface ConstrainedFit {
  /** coefficients[i][c]: flux i, column c of the response. */
  readonly coefficients: readonly Float64Array[]
  /** Standard errors in the same order, 0 for an entry that the relations fix. */
  readonly standardErrors: readonly Float64Array[]
  /** Standard error of Σ weights[i][c]·coefficients[i][c]. */
  errorOf(weights: readonly Float64Array[]): number
}

/** Enough steps for the covariance of the noise and the coefficients to agree. */
const LIKELIHOOD_STEPS = 12

/**
 * Generalised least squares for seemingly unrelated regressions under the relations, given the covariance of the noise
 * between fluxes: minimises tr(S⁻¹ EᵀWE) over the free coefficients and the further terms of every flux.
 *
 * Source: A. Zellner, JASA 57, 348 (1962), doi:10.2307/2281644.
 */
export function fitConstrained(
  response: Response,
  free: FreeFit,
  relations: readonly FreeCoefficient[],
  covariance: Matrix
): ConstrainedFit {
  const q = response.columns.length
  const { d } = response
  const unknowns = sparseUnknowns(response, relations)
  const precision = precisionOf(covariance)
  const m = unknowns.length
  const normal = Matrix.zeros(m, m)
  const right = new Float64Array(m)
  // P = S⁻¹ B (ZᵀWZ): what the free fit says of each entry
  const target = precision.mmul(new Matrix(free.coefficients.map((row) => [...row]))).mmul(free.gram)
  for (let a = 0; a < m; a++) {
    for (const { i, c, sign } of unknowns[a]!) right[a] = right[a]! + sign * target.get(i, c)
    for (let b = 0; b <= a; b++) {
      let sum = 0
      for (const u of unknowns[a]!) {
        for (const v of unknowns[b]!) sum += u.sign * v.sign * precision.get(u.i, v.i) * free.gram.get(u.c, v.c)
      }
      normal.set(a, b, sum)
      normal.set(b, a, sum)
    }
  }
  const roots = normal.diagonal().map(Math.sqrt)
  const scaled = normal.apply(function (this: Matrix, a, b) {
    this.set(a, b, this.get(a, b) / (roots[a]! * roots[b]!))
  })
  const spread = inverse(scaled)
  const values = spread.mmul(Matrix.columnVector(Array.from(right, (value, a) => value / roots[a]!)))
  const coefficients = Array.from({ length: d }, () => new Float64Array(q))
  const standardErrors = Array.from({ length: d }, () => new Float64Array(q))
  unknowns.forEach((entries, a) => {
    for (const { i, c, sign } of entries) {
      coefficients[i]![c] = (sign * values.get(a, 0)) / roots[a]!
      standardErrors[i]![c] = Math.sqrt(spread.get(a, a)) / roots[a]!
    }
  })
  return {
    coefficients,
    standardErrors,
    errorOf(weights) {
      const slopes = unknowns.map(
        (entries, a) => entries.reduce((sum, { i, c, sign }) => sum + sign * weights[i]![c]!, 0) / roots[a]!
      )
      const column = Matrix.columnVector(slopes)
      return Math.sqrt(column.transpose().mmul(spread).mmul(column).get(0, 0))
    }
  }
}

/** ln det of the noise that the likeliest coefficients under the relations leave; NaN where rows are too few. */
export function constrainedLogDeterminant(
  response: Response,
  free: FreeFit,
  relations: readonly FreeCoefficient[]
): number {
  const { flux, weights, n } = response
  let covariance = noiseCovariance(free.residuals, flux, weights, n)
  for (let step = 0; step < LIKELIHOOD_STEPS; step++) {
    const { coefficients } = fitConstrained(response, free, relations, covariance)
    covariance = noiseCovariance(residualsOf(response, coefficients), flux, weights, n)
  }
  return logDeterminant(covariance)
}

interface Place {
  readonly i: number
  readonly c: number
  readonly sign: 1 | -1
}

function sparseUnknowns({ d, columns, further }: Response, relations: readonly FreeCoefficient[]): Place[][] {
  const linear = columns.length - further.length
  const related = relations.map((entries) => entries.map(({ k, i, j, sign }): Place => ({ i, c: k * d + j, sign })))
  const others = further.flatMap((_, f) =>
    Array.from({ length: d }, (__, i): Place[] => [{ i, c: linear + f, sign: 1 }])
  )
  return [...related, ...others]
}
