import type { Random } from '../numeric/random.ts'
import { ACTIVATIONS, type Activation } from './activations.ts'
import { glorotNormal } from './initialisers.ts'
import type { Tensor2D, TensorFlow, Variable } from './tensorRuntime.ts'
import { readWeights, type WeightArray } from './weights.ts'

export interface MlpShape {
  /** Inputs, hidden layers, outputs: `[4, 64, 64, 1]`. */
  readonly sizes: readonly number[]
  readonly activation: Activation
}

/** Numbers of a network of dense layers: kernel (inputs × outputs) and bias of each layer in turn. */
export interface MlpWeights extends MlpShape {
  readonly weights: readonly WeightArray[]
}

/** A network of dense layers, the last one linear. */
export interface Mlp {
  readonly shape: MlpShape
  readonly variables: readonly Variable[]
  /** `x` (n, inputs) → (n, outputs); may be derived by its input and by its variables, again and again. */
  apply(x: Tensor2D): Tensor2D
  weights(): MlpWeights
  dispose(): void
}

/** A fresh network with Glorot's weights and no biases, the same for the same seed on every backend. */
export function createMlp(tf: TensorFlow, shape: MlpShape, random: Random): Mlp {
  const weights = shape.sizes.slice(1).flatMap((outputs, i) => {
    const inputs = shape.sizes[i]!
    return [glorotNormal(random, inputs, outputs), { shape: [outputs], values: new Float64Array(outputs) }]
  })
  return openMlp(tf, { ...shape, weights })
}

/** A network with given numbers. */
export function openMlp(tf: TensorFlow, { sizes, activation, weights }: MlpWeights): Mlp {
  const shape = { sizes, activation }
  const variables = weights.map((array) =>
    tf.tidy(() => tf.variable(tf.tensor(Float32Array.from(array.values), [...array.shape])))
  )
  const layers = variables.length / 2
  return {
    shape,
    variables,
    apply(x) {
      let signal = x
      for (let layer = 0; layer < layers; layer++) {
        const sum = tf.add(tf.matMul(signal, variables[2 * layer] as Tensor2D), variables[2 * layer + 1]!)
        signal = (layer < layers - 1 ? ACTIVATIONS[activation].apply(tf, sum) : sum) as Tensor2D
      }
      return signal
    },
    weights: () => ({ ...shape, weights: readWeights(variables) }),
    dispose: () => tf.dispose([...variables])
  }
}
