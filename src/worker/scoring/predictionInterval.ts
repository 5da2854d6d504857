import { Matrix, pseudoInverse } from 'ml-matrix'
import type { Law, NoiseModel } from '../../shared/domain/law.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile } from '../kernel/program.ts'
import { medianAbsoluteDeviation } from '../numeric/statistics.ts'
import { formulaOf } from './refitOnAllRows.ts'

/** Bounds within which a new measurement lies 95 times in a hundred, if the law holds. */
export interface PredictionInterval {
  readonly value: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

const NORMAL_QUANTILE = 1.959963984540054

/**
 * Prediction intervals of a law: the errors of its fitted numbers, by way of their covariance, and the noise of one
 * measurement under the law's own noise model. Null where the law has no more rows than numbers.
 *
 * Source: G. A. F. Seber, C. J. Wild, "Nonlinear Regression" (1989), §5.1, doi:10.1002/0471725315.
 */
export function createPredictor(
  law: Law,
  problem: Problem
): ((columns: readonly Float64Array[]) => PredictionInterval) | null {
  const names = problem.inputs.map(({ name }) => name)
  const program = compile(formulaOf(law), names)
  const p = program.paramCount
  const freedom = problem.n - p
  if (freedom < 1) return null
  const evaluate = (columns: readonly Float64Array[]) => {
    const n = columns[0]?.length ?? 0
    const value = new Float64Array(n)
    const jacobian = new Float64Array(n * p)
    evaluator.evaluateWithJacobian(program, columns, program.params, value, jacobian, null)
    return { value, slope: (row: number, k: number) => jacobian[k * n + row]!, n }
  }
  const fitted = evaluate(problem.x)
  const width = noiseWidth(law.noise, problem.y, fitted.value, freedom)
  const weights = fitted.value.map((value) => 1 / Math.max(Number.MIN_VALUE, width(value) ** 2))
  const covariance = covarianceOf(fitted, weights, p)
  // Student's quantile by the first term of its expansion about the normal one (Abramowitz and Stegun 26.7.5)
  const factor = NORMAL_QUANTILE * (1 + (NORMAL_QUANTILE ** 2 + 1) / (4 * freedom))
  return (columns) => {
    const at = evaluate(columns)
    const reach = at.value.map((value, row) => {
      let sum = width(value) ** 2
      for (let a = 0; a < p; a++) {
        for (let b = 0; b < p; b++) sum += at.slope(row, a) * covariance.get(a, b) * at.slope(row, b)
      }
      return factor * Math.sqrt(sum)
    })
    return {
      value: at.value,
      low: at.value.map((value, row) => value - reach[row]!),
      high: at.value.map((value, row) => value + reach[row]!)
    }
  }
}

/** Standard deviation of one measurement where the law has a value. */
function noiseWidth(
  noise: NoiseModel,
  y: Float64Array,
  fitted: Float64Array,
  freedom: number
): (value: number) => number {
  const meanSquare = (scaled: (row: number) => number) => y.reduce((sum, _, row) => sum + scaled(row) ** 2, 0) / freedom
  switch (noise) {
    case 'additive': {
      const size = Math.sqrt(meanSquare((row) => y[row]! - fitted[row]!))
      return () => size
    }
    case 'robust': {
      const size = medianAbsoluteDeviation(y.map((value, row) => value - fitted[row]!))
      return () => size
    }
    case 'multiplicative': {
      const share = Math.sqrt(meanSquare((row) => Math.log(y[row]! / fitted[row]!)))
      return (value) => share * Math.abs(value)
    }
    case 'poisson':
      return (value) => Math.sqrt(Math.max(0, value))
  }
}

/** (Jᵀ W J)⁻¹, by pseudo-inverse where some numbers are not fixed by the rows. */
function covarianceOf(
  { slope, n }: { slope: (row: number, k: number) => number; n: number },
  weights: Float64Array,
  p: number
): Matrix {
  const normal = Matrix.zeros(p, p)
  for (let row = 0; row < n; row++) {
    for (let a = 0; a < p; a++) {
      for (let b = 0; b <= a; b++) normal.set(a, b, normal.get(a, b) + weights[row]! * slope(row, a) * slope(row, b))
    }
  }
  const roots = Array.from({ length: p }, (_, a) => Math.sqrt(normal.get(a, a)) || 1)
  const scaled = Matrix.zeros(p, p)
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < p; b++) scaled.set(a, b, normal.get(Math.max(a, b), Math.min(a, b)) / (roots[a]! * roots[b]!))
  }
  if (p === 0 || !scaled.to1DArray().every(Number.isFinite)) return Matrix.zeros(p, p)
  const inverse = pseudoInverse(scaled)
  for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) inverse.set(a, b, inverse.get(a, b) / (roots[a]! * roots[b]!))
  return inverse
}
