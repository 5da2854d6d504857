import type { Variable } from './dataset.ts'
import type { Expr } from './expr.ts'
import type { Knowledge } from './knowledge.ts'
import type { OperatorId } from './operators.ts'

/** Which part of the data a row belongs to. */
export const TRAINING = 0
export const VALIDATION = 1
/** Rows at the ends of the inputs' ranges, never fitted while a law is judged: they ask whether it holds beyond the data. */
export const EXTRAPOLATION = 2

/**
 * What a method is asked: explain y by the inputs. All arrays have length n, are finite, and may lie in shared memory.
 */
export interface Problem {
  readonly target: Variable
  readonly inputs: readonly Variable[]
  readonly n: number
  /** x[j][i]: input j, row i. */
  readonly x: readonly Float64Array[]
  readonly y: Float64Array
  /** Relative weights with mean 1, or null for equal ones. From a weight column, or 1/error² of the target. */
  readonly weights: Float64Array | null
  /** Variance of the noise in a row of weight 1 where a column gives the errors of the target; absent or null elsewhere. */
  readonly noiseVariance?: number | null
  /** Standard errors of each input by row, 0 or more; null for an input that is exact. Absent where all are. */
  readonly inputErrors?: readonly (Float64Array | null)[]
  /** TRAINING, VALIDATION or EXTRAPOLATION for each row. */
  readonly part: Uint8Array
  readonly operators: readonly OperatorId[]
  readonly maxComplexity: number
  /** Formulas to start from: the user's, or an earlier front. */
  readonly seeds: readonly Expr[]
  /** What the user knows of the law; absent where that is nothing. */
  readonly knowledge?: Knowledge
}

/** A proposal of a method, to be judged by the common road. Its parameters need not be fitted. */
export interface Candidate {
  readonly expression: Expr
  readonly method: string
}
