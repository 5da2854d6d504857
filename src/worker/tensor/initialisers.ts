import type { Random } from '../numeric/random.ts'
import type { WeightArray } from './weights.ts'

/**
 * Normal numbers of variance 2 / (inputs + outputs), which keeps the size of signals and of gradients through layers of
 * tanh. Drawn here and not by a backend, so that all backends begin alike.
 *
 * Source: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS
 * 2010, eq. 16.
 */
export function glorotNormal(random: Random, inputs: number, outputs: number): WeightArray {
  return normal(random, [inputs, outputs], Math.sqrt(2 / (inputs + outputs)))
}

/** Normal numbers of a standard deviation. */
export function normal(random: Random, shape: readonly number[], deviation: number): WeightArray {
  const n = shape.reduce((product, size) => product * size, 1)
  return { shape, values: Float64Array.from({ length: n }, () => deviation * random.normal()) }
}
