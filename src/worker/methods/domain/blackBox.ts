import type { Expr } from '../../../shared/domain/expr.ts'
import type { Plot } from '../../../shared/domain/evidence.ts'
import type { NoiseModel } from '../../../shared/domain/law.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import { pickRows } from '../../numeric/pickRows.ts'
import { standardDeviation } from '../../numeric/statistics.ts'
import { refitFormula } from '../../scoring/refitFormula.ts'
import { endRows } from '../../scoring/splitRows.ts'
import { without } from '../../scoring/unseenError.ts'

/** How a law and a black box do on rows at the ends of an input that neither has seen. */
export interface BlackBoxTest {
  /** Root mean square errors relative to the spread of the target. */
  readonly law: number
  readonly blackBox: number
  readonly degree: number
  readonly plot: Plot
}

const SHARE = 0.3
const DEGREE = 5
const MIN_ROWS = 16

/** Fits a law to some rows of a problem and predicts all of them; null where that fails. */
export type LawOfRows = (rest: Uint32Array) => Float64Array | null

/** A formula whose numbers are fitted anew. */
export function formulaOfRows(formula: Expr, noise: NoiseModel, problem: Problem): LawOfRows {
  const again = refitFormula(formula, noise, problem)
  return (rest) => again.predict(again.fit(rest, 30), null)
}

/** Leaves out the ends of an input, fits the law and a polynomial to the rest, and predicts the ends; null for few rows. */
export function testBlackBox(law: LawOfRows, problem: Problem, axis: number): BlackBoxTest | null {
  if (problem.n < MIN_ROWS) return null
  const values = problem.x[axis]!
  const left = Uint32Array.from(endRows([values], Math.round(SHARE * problem.n))).sort()
  const rest = without(problem.n, left)
  const predicted = law(rest)
  if (predicted === null || !predicted.every(Number.isFinite)) return null
  const polynomial = fitPolynomial(values, problem.y, rest, Math.min(DEGREE, Math.floor(rest.length / 3)))
  if (polynomial === null) return null
  const all = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)
  const measured = pickRows(problem.y, left)
  const spread = standardDeviation(problem.y)
  const error = (values: Float64Array) =>
    Math.sqrt(values.reduce((sum, value, i) => sum + (value - measured[i]!) ** 2, 0) / left.length) / spread
  const input = problem.inputs[axis]!
  const inner = pickRows(values, rest)
  const bounds = [inner.reduce((a, b) => Math.min(a, b), Infinity), inner.reduce((a, b) => Math.max(a, b), -Infinity)]
  const sorted = pickRows(values, all)
  return {
    law: error(pickRows(predicted, left)),
    blackBox: error(pickRows(polynomial.values, left)),
    degree: polynomial.degree,
    plot: {
      kind: 'plot',
      id: `blackBox-${input.name}`,
      title: `The law and a black box beyond their rows in ${input.name}`,
      x: { label: input.name, unit: input.unit, scale: 'linear' },
      y: { label: problem.target.name, unit: problem.target.unit, scale: 'linear' },
      marks: [
        { kind: 'outside', from: sorted[0]!, to: bounds[0]! },
        { kind: 'outside', from: bounds[1]!, to: sorted.at(-1)! },
        { kind: 'points', series: 'data', x: values, y: problem.y, labels: null },
        { kind: 'points', series: 'law', x: sorted, y: pickRows(predicted, all), labels: null },
        { kind: 'line', series: 'black box', x: sorted, y: pickRows(polynomial.values, all) }
      ],
      caption: `Both are fitted to the ${rest.length} rows that are not shaded; the black box is a polynomial of degree ${polynomial.degree}.`
    }
  }
}

function fitPolynomial(x: Float64Array, y: Float64Array, rows: Uint32Array, degree: number) {
  const inner = pickRows(x, rows)
  const low = inner.reduce((a, b) => Math.min(a, b), Infinity)
  const high = inner.reduce((a, b) => Math.max(a, b), -Infinity)
  if (!(high > low)) return null
  const scaled = x.map((value) => (2 * (value - low)) / (high - low) - 1)
  const columns = Array.from({ length: degree + 1 }, (_, k) => scaled.map((value) => value ** k))
  const fit = leastSquares(columns, y, null, rows)
  if (fit === null) return null
  const values = scaled.map((_, i) => columns.reduce((sum, column, k) => sum + fit.coefficients[k]! * column[i]!, 0))
  return { values, degree }
}
