import type { Variable } from '../../shared/domain/dataset.ts'
import type { Expr } from '../../shared/domain/expr.ts'
import type { OperatorId } from '../../shared/domain/operators.ts'
import type { Problem } from '../../shared/domain/problem.ts'

/** A Problem whose columns lie in one piece of shared memory: what travels to a thread is this descriptor alone. */
export interface SharedProblem {
  readonly target: Variable
  readonly inputs: readonly Variable[]
  readonly n: number
  readonly isWeighted: boolean
  readonly operators: readonly OperatorId[]
  readonly maxComplexity: number
  readonly seeds: readonly Expr[]
  /** Float64 columns y, x[0] … x[d−1], weights where there are any, each of length n; then n bytes of `part`. */
  readonly memory: SharedArrayBuffer
}

/** Copies the columns once into shared memory. */
export function shareProblem(problem: Problem): SharedProblem {
  const { target, inputs, n, operators, maxComplexity, seeds, weights } = problem
  const columns = inputs.length + 1 + (weights ? 1 : 0)
  const memory = new SharedArrayBuffer(n * (columns * Float64Array.BYTES_PER_ELEMENT + 1))
  const shared = { target, inputs, n, isWeighted: weights !== null, operators, maxComplexity, seeds, memory }
  const view = openProblem(shared)
  view.y.set(problem.y)
  view.x.forEach((column, j) => column.set(problem.x[j]!))
  if (weights) view.weights?.set(weights)
  view.part.set(problem.part)
  return shared
}

/** The Problem over the shared columns, without a copy. */
export function openProblem({ isWeighted, memory, ...rest }: SharedProblem): Problem {
  const { n, inputs } = rest
  const column = (k: number) => new Float64Array(memory, k * n * Float64Array.BYTES_PER_ELEMENT, n)
  const columns = inputs.length + 1 + (isWeighted ? 1 : 0)
  return {
    ...rest,
    y: column(0),
    x: inputs.map((_, j) => column(j + 1)),
    weights: isWeighted ? column(inputs.length + 1) : null,
    part: new Uint8Array(memory, columns * n * Float64Array.BYTES_PER_ELEMENT, n)
  }
}
