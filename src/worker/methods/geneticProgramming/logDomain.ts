import { variable, type Expr } from '../../../shared/domain/expr.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import { dot, orthonormalBase, takeOut, weighted } from '../../numeric/orthonormalBase.ts'
import type { Feature } from './featurePool.ts'
import type { TrainingTable } from './trainingTable.ts'

/** A column of the log domain: log|f| of a factor f, or a formula u that stands for the factor exp(b u). */
export interface LogColumn extends Feature {
  readonly isExponent: boolean
}

/** log|y| over the base 1, log|xⱼ| of the inputs that are never 0. */
export interface LogDomain {
  readonly inputs: readonly Expr[]
  /** √ of the weights of the rows: Var(log y) ≈ σ²/y² for the same σ on all rows, and |y| lies half-way to relative noise. */
  readonly rootWeights: Float64Array
  readonly base: readonly Float64Array[]
  /** log|y| with the base taken out, length 1; null where powers of the inputs explain it wholly. */
  readonly target: Float64Array | null
  /** Least squares on the base and further columns: [log c, pⱼ …, one a column]; null where a value is not finite. */
  solve(columns: readonly Float64Array[]): Float64Array | null
  /** Share of the target left by a factor of these values; Infinity where its logarithm is not finite. */
  left(factor: Float64Array): number
}

/**
 * The log domain over 1 and the logarithms of the inputs, or over 1 alone: a factor such as exp(b/T) is hardly to be told
 * from powers of T when both are free. Null where y is 0 on some row.
 */
export function createLogDomain(table: TrainingTable, hasPowers: boolean): LogDomain | null {
  const { names, n, x, y, weights } = table
  const logY = logMagnitude(y)
  if (logY === null) return null
  const rootWeights = y.map((value, i) => Math.sqrt(Math.abs(value) * (weights?.[i] ?? 1)))
  const squares = Float64Array.from(rootWeights, (root) => root * root)
  const inputs: Expr[] = []
  const columns: Float64Array[] = [new Float64Array(n).fill(1)]
  x.forEach((column, j) => {
    const logX = logMagnitude(column)
    if (logX === null || !hasPowers) return
    inputs.push(variable(names[j]!))
    columns.push(logX)
  })
  const base = orthonormalBase(columns, rootWeights)
  const target = takeOut(base, weighted(logY, rootWeights))
  return {
    inputs,
    rootWeights,
    base,
    target,
    solve: (more) => leastSquares([...columns, ...more], logY, squares)?.coefficients ?? null,
    left(factor) {
      const logF = logMagnitude(factor)
      const rest = logF && takeOut(base, weighted(logF, rootWeights))
      return rest === null || target === null ? Infinity : 1 - dot(rest, target) ** 2
    }
  }
}

function logMagnitude(values: Float64Array): Float64Array | null {
  const logs = values.map((value) => Math.log(Math.abs(value)))
  return logs.every(Number.isFinite) ? logs : null
}
