import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { dissipation } from './dissipation.ts'
import type { LinearResponse } from './linearResponse.ts'
import type { TransportTable } from './transportTable.ts'

export interface SecondLaw {
  /** Smallest eigenvalue of the dissipative part of L in any field of the data, relative to the largest, and its error. */
  readonly smallest: number
  readonly smallestError: number
  /** Share of rows whose measured dissipation Σ X_i J_i is negative. */
  readonly negativeRows: number
  /** The dissipation is negative by more than the errors allow. */
  readonly isBroken: boolean
}

/** Standard errors below zero that count. */
const SIGNIFICANT = 2.5
const FIELDS = 9

/** Whether X·L(B) X ≥ 0 for all forces, in the fields that the data span. */
export function checkSecondLaw(table: TransportTable, result: LinearResponse): SecondLaw {
  let worst = { smallest: Infinity, smallestError: 0 }
  for (const field of fieldsOf(table, result)) {
    const here = smallestEigenvalue(result, field)
    if (here.smallest < worst.smallest) worst = here
  }
  const sigma = dissipation(table)
  return {
    ...worst,
    negativeRows: sigma.filter((value) => value < 0).length / sigma.length,
    isBroken: worst.smallest < -SIGNIFICANT * worst.smallestError
  }
}

/** Fields in scaled units, over the range of the data. */
function fieldsOf({ field }: TransportTable, { scales, response }: LinearResponse): number[] {
  if (field === null || response.degree === 0) return [0]
  const low = field.values.reduce((least, value) => Math.min(least, value), Infinity) / scales.field
  const high = field.values.reduce((most, value) => Math.max(most, value), -Infinity) / scales.field
  return Array.from({ length: FIELDS }, (_, k) => low + ((high - low) * k) / (FIELDS - 1))
}

/** By first-order perturbation the error of an eigenvalue is that of vᵀLv. */
function smallestEigenvalue({ response, fit }: LinearResponse, field: number) {
  const { d, degree } = response
  const matrix = Matrix.zeros(d, d)
  for (let k = 0; k <= degree; k++) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        const half = (fit.coefficients[i]![k * d + j]! * field ** k) / 2
        matrix.set(i, j, matrix.get(i, j) + half)
        matrix.set(j, i, matrix.get(j, i) + half)
      }
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true })
  const at = realEigenvalues.indexOf(Math.min(...realEigenvalues))
  const vector = eigenvectorMatrix.getColumn(at)
  const weights = vector.map((vi) => {
    const row = new Float64Array(response.columns.length)
    for (let k = 0; k <= degree; k++) vector.forEach((vj, j) => (row[k * d + j] = vi * vj * field ** k))
    return row
  })
  const largest = Math.max(...realEigenvalues.map(Math.abs)) || 1
  return { smallest: realEigenvalues[at]! / largest, smallestError: fit.errorOf(weights) / largest }
}
