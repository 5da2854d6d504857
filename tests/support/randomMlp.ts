import type { Random } from '../../src/worker/numeric/random.ts'
import { glorotNormal } from '../../src/worker/tensor/initialisers.ts'
import type { MlpWeights } from '../../src/worker/tensor/mlp.ts'

/** An untrained network with biases, so that it is not odd. */
export function randomMlp(sizes: readonly number[], random: Random): MlpWeights {
  const weights = sizes.slice(1).flatMap((outputs, i) => {
    const bias = Float64Array.from({ length: outputs }, () => random.normal())
    return [glorotNormal(random, sizes[i]!, outputs), { shape: [outputs], values: bias }]
  })
  return { sizes, activation: 'tanh', weights }
}
