import { ACTIVATIONS } from './activations.ts'
import type { MlpWeights } from './mlp.ts'

/** A trained network in plain 64-bit arithmetic, for long integrations and small steps. Its buffers are its own. */
export interface PlainMlp {
  readonly inputs: number
  readonly outputs: number
  /** Writes f(x) into `result`. */
  value(x: Float64Array, result: Float64Array): void
  /** Writes ∂(seed · f)/∂x into `result`: with seed [1], the gradient of a network with one output. */
  gradient(x: Float64Array, seed: Float64Array, result: Float64Array): void
}

/** Cost of a value: one multiplication a weight; of a gradient: two. */
export function plainMlp({ sizes, activation, weights }: MlpWeights): PlainMlp {
  const layers = sizes.length - 1
  const { value: act, slope } = ACTIVATIONS[activation]
  /** What goes into the activation of layer k, and what comes out of it. */
  const sums = sizes.map((n) => new Float64Array(n))
  const signals = sizes.map((n) => new Float64Array(n))
  const kernels = sizes.slice(1).map((_, k) => weights[2 * k]!.values)
  const biases = sizes.slice(1).map((_, k) => weights[2 * k + 1]!.values)

  function forward(x: Float64Array): Float64Array {
    signals[0]!.set(x)
    for (let k = 0; k < layers; k++) {
      const [input, sum, output] = [signals[k]!, sums[k + 1]!, signals[k + 1]!]
      sum.set(biases[k]!)
      addRows(kernels[k]!, input, sum)
      for (let j = 0; j < sum.length; j++) output[j] = k < layers - 1 ? act(sum[j]!) : sum[j]!
    }
    return signals[layers]!
  }

  return {
    inputs: sizes[0]!,
    outputs: sizes[layers]!,
    value: (x, result) => result.set(forward(x)),
    gradient(x, seed, result) {
      forward(x)
      signals[layers]!.set(seed)
      for (let k = layers - 1; k >= 0; k--) {
        const [back, sum, earlier] = [signals[k + 1]!, sums[k + 1]!, signals[k]!]
        if (k < layers - 1) for (let j = 0; j < sum.length; j++) back[j] = back[j]! * slope(sum[j]!)
        multiplyRows(kernels[k]!, back, earlier)
      }
      result.set(signals[0]!)
    }
  }
}

/** sum += inputᵀ · kernel */
function addRows(kernel: Float64Array, input: Float64Array, sum: Float64Array): void {
  for (let i = 0, at = 0; i < input.length; i++) {
    const factor = input[i]!
    for (let j = 0; j < sum.length; j++) sum[j] = sum[j]! + factor * kernel[at++]!
  }
}

/** result = kernel · back */
function multiplyRows(kernel: Float64Array, back: Float64Array, result: Float64Array): void {
  for (let i = 0, at = 0; i < result.length; i++) {
    let total = 0
    for (let j = 0; j < back.length; j++) total += kernel[at++]! * back[j]!
    result[i] = total
  }
}
