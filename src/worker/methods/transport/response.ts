import { inverse, Matrix } from 'ml-matrix'
import type { TransportTable } from './transportTable.ts'

/**
 * J = Σ_k B^k L_k X + further terms, with every quantity scaled so that forces are of order 1 and J_i X_i keeps its
 * meaning as a dissipation: force_i / s_i and flux_i · s_i, which leaves symmetric matrices symmetric.
 */
export interface Response {
  readonly n: number
  /** Number of fluxes. */
  readonly d: number
  /** Largest power of the field. */
  readonly degree: number
  /** Columns: first those of L, at k·d + j for B^k X_j, then the further terms. */
  readonly columns: readonly Float64Array[]
  readonly further: readonly FurtherTerm[]
  readonly flux: readonly Float64Array[]
  readonly weights: Float64Array | null
}

/** A term that a linear law has not: the constant 1, X_i X_j, X_i³. */
export interface FurtherTerm {
  readonly kind: 'offset' | 'nonlinear'
  readonly label: string
  readonly values: Float64Array
}

/** The same coefficients free for every flux: least squares flux by flux, which is also the efficient estimate. */
export interface FreeFit {
  /** coefficients[i][c]: flux i, column c. */
  readonly coefficients: readonly Float64Array[]
  readonly residuals: readonly Float64Array[]
  /** Zᵀ W Z of the columns. */
  readonly gram: Matrix
  readonly inverseGram: Matrix
}

export interface Scales {
  readonly force: readonly number[]
  readonly field: number
}

export function scalesOf({ force, field }: TransportTable): Scales {
  const size = (values: Float64Array) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length) || 1
  return { force: force.map(size), field: field === null ? 1 : size(field.values) }
}

export function buildResponse(
  table: TransportTable,
  scales: Scales,
  degree: number,
  further: readonly FurtherTerm[],
  weights: Float64Array | null
): Response {
  const d = table.force.length
  const columns: Float64Array[] = []
  for (let k = 0; k <= degree; k++) {
    for (let j = 0; j < d; j++) {
      columns.push(table.force[j]!.map((value, r) => (value / scales.force[j]!) * fieldPower(table, scales, r, k)))
    }
  }
  return {
    n: table.n,
    d,
    degree,
    columns: [...columns, ...further.map(({ values }) => values)],
    further,
    flux: table.flux.map((values, i) => values.map((value) => value * scales.force[i]!)),
    weights
  }
}

function fieldPower({ field }: TransportTable, scales: Scales, row: number, power: number): number {
  return field === null ? 1 : (field.values[row]! / scales.field) ** power
}

/** Null where the columns depend on each other, or leave no row for the noise. */
export function fitFreely(response: Response, rows: readonly number[] | null = null): FreeFit | null {
  const { columns, flux, weights } = response
  const q = columns.length
  const used = rows ?? [...flux[0]!.keys()]
  if (used.length <= q) return null
  const gram = Matrix.zeros(q, q)
  const cross = Matrix.zeros(q, flux.length)
  for (const row of used) {
    const weight = weights?.[row] ?? 1
    for (let a = 0; a < q; a++) {
      const value = weight * columns[a]![row]!
      for (let b = 0; b <= a; b++) gram.set(a, b, gram.get(a, b) + value * columns[b]![row]!)
      for (let i = 0; i < flux.length; i++) cross.set(a, i, cross.get(a, i) + value * flux[i]![row]!)
    }
  }
  for (let a = 0; a < q; a++) for (let b = 0; b < a; b++) gram.set(b, a, gram.get(a, b))
  if (!isWellConditioned(gram)) return null
  const inverseGram = inverse(gram)
  const solution = inverseGram.mmul(cross)
  const coefficients = flux.map((_, i) => Float64Array.from({ length: q }, (__, c) => solution.get(c, i)))
  return { coefficients, residuals: residualsOf(response, coefficients), gram, inverseGram }
}

const SINGULAR = 1e-11

/** Whether no column is a combination of the others, judged by Cholesky pivots of the columns brought to length 1. */
function isWellConditioned(gram: Matrix): boolean {
  const q = gram.rows
  const factor = Matrix.zeros(q, q)
  for (let i = 0; i < q; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = gram.get(i, j) / Math.sqrt(gram.get(i, i) * gram.get(j, j))
      for (let k = 0; k < j; k++) sum -= factor.get(i, k) * factor.get(j, k)
      if (i > j) factor.set(i, j, sum / factor.get(j, j))
      else if (!(sum > SINGULAR)) return false
      else factor.set(i, i, Math.sqrt(sum))
    }
  }
  return true
}

/** Flux minus prediction, in all rows. */
export function residualsOf(
  { columns, flux }: Pick<Response, 'columns' | 'flux'>,
  coefficients: readonly Float64Array[]
): Float64Array[] {
  return flux.map((values, i) =>
    values.map((value, row) => {
      let predicted = 0
      for (let c = 0; c < columns.length; c++) predicted += coefficients[i]![c]! * columns[c]![row]!
      return value - predicted
    })
  )
}
