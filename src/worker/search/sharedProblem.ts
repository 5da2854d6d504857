import type { Problem } from '../../shared/domain/problem.ts'
import { toSharedFloats } from '../numeric/sharedColumns.ts'

/** A Problem whose arrays lie in shared memory, so that it travels to a thread without a copy of its columns. */
export type SharedProblem = Problem

/** Copies what does not lie in shared memory; columns of an imported table do. */
export function shareProblem(problem: Problem): SharedProblem {
  return {
    ...problem,
    y: toSharedFloats(problem.y),
    x: problem.x.map(toSharedFloats),
    weights: problem.weights && toSharedFloats(problem.weights),
    ...(problem.inputErrors && { inputErrors: problem.inputErrors.map((errors) => errors && toSharedFloats(errors)) }),
    part: toSharedBytes(problem.part)
  }
}

function toSharedBytes(values: Uint8Array): Uint8Array {
  if (values.buffer instanceof SharedArrayBuffer) return values
  const shared = new Uint8Array(new SharedArrayBuffer(values.length))
  shared.set(values)
  return shared
}
