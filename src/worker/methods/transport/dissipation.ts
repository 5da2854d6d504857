import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import type { TransportTable } from './transportTable.ts'

/** Eigenvalues of the dissipative part of L, in units in which the forces are of order 1. */
export interface Spectrum {
  /** Ascending, relative to the largest. */
  readonly eigenvalues: readonly number[]
  /** The nearest matrix without negative eigenvalues; its antisymmetric part, which dissipates nothing, is kept. */
  readonly projected: readonly (readonly number[])[]
}

/** Looks at X·L X ≥ 0: the symmetric part of L scaled by the sizes of the forces, X_i X_j L_ij. */
export function dissipationSpectrum(matrix: readonly (readonly number[])[], forceScales: readonly number[]): Spectrum {
  const d = matrix.length
  const part = (sign: 1 | -1) =>
    matrix.map((row, i) =>
      row.map((value, j) => ((value + sign * matrix[j]![i]!) / 2) * forceScales[i]! * forceScales[j]!)
    )
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(part(1)), {
    assumeSymmetric: true
  })
  const largest = Math.max(...realEigenvalues.map(Math.abs)) || 1
  const antisymmetric = part(-1)
  const projected = Array.from({ length: d }, () => new Array<number>(d).fill(0))
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      realEigenvalues.forEach((value, k) => {
        sum += Math.max(0, value) * eigenvectorMatrix.get(i, k) * eigenvectorMatrix.get(j, k)
      })
      const scale = forceScales[i]! * forceScales[j]!
      projected[i]![j] = (sum + antisymmetric[i]![j]!) / scale
      projected[j]![i] = (sum + antisymmetric[j]![i]!) / scale
    }
  }
  return { eigenvalues: realEigenvalues.map((value) => value / largest).sort((a, b) => a - b), projected }
}

/** σ = Σ X_i J_i of each row. */
export function dissipation({ flux, force, n }: Pick<TransportTable, 'flux' | 'force' | 'n'>): Float64Array {
  const sigma = new Float64Array(n)
  flux.forEach((values, i) => {
    for (let row = 0; row < n; row++) sigma[row] = sigma[row]! + values[row]! * force[i]![row]!
  })
  return sigma
}
