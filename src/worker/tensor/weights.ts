import type { TensorFlow, Variable } from './tensorRuntime.ts'

/** One array of numbers of a network, row by row. Trained numbers have 32 bits and are kept exactly. */
export interface WeightArray {
  readonly shape: readonly number[]
  readonly values: Float64Array
}

/** Copies the numbers out of variables, in their order. */
export function readWeights(variables: readonly Variable[]): WeightArray[] {
  return variables.map((variable) => ({ shape: [...variable.shape], values: Float64Array.from(variable.dataSync()) }))
}

/** Puts numbers back into variables of the same shapes; a bug where the shapes differ. */
export function assignWeights(tf: TensorFlow, variables: readonly Variable[], weights: readonly WeightArray[]): void {
  if (weights.length !== variables.length) throw new Error('as many arrays of weights are needed as variables')
  variables.forEach((variable, i) => {
    const { shape, values } = weights[i]!
    tf.tidy(() => variable.assign(tf.tensor(Float32Array.from(values), [...shape])))
  })
}
