import type { MlpWeights } from '../../tensor/mlp.ts'
import type { TrainedPart } from './energyFeatures.ts'

/** Networks of single states side by side as one network of all `width` states, whose output is the sum of theirs. */
export function joinedLayers(parts: readonly TrainedPart[], width: number): MlpWeights {
  const layers = parts[0]!.weights.sizes.length - 1
  const sizes = Array.from({ length: layers + 1 }, (_, layer) => {
    const isEnd = layer === 0 || layer === layers
    return isEnd ? (layer === 0 ? width : 1) : parts.reduce((sum, { weights }) => sum + weights.sizes[layer]!, 0)
  })
  const weights = Array.from({ length: layers }, (_, layer) => joinedLayer(parts, layer, sizes)).flat()
  return { sizes, activation: parts[0]!.weights.activation, weights }
}

/** Kernel and bias of one layer: blocks along the diagonal, 0 between them. */
function joinedLayer(parts: readonly TrainedPart[], layer: number, sizes: readonly number[]): MlpWeights['weights'] {
  const [inputs, outputs] = [sizes[layer]!, sizes[layer + 1]!]
  const isLast = layer === sizes.length - 2
  const kernel = new Float64Array(inputs * outputs)
  const bias = new Float64Array(outputs)
  let [row, column] = [0, 0]
  for (const { part, weights } of parts) {
    const [own, next] = [weights.sizes[layer]!, weights.sizes[layer + 1]!]
    const values = weights.weights[2 * layer]!.values
    for (let i = 0; i < own; i++) {
      const from = layer === 0 ? part.readings[0]!.of[i]! : row + i
      for (let j = 0; j < next; j++) kernel[from * outputs + column + j] = values[i * next + j]!
    }
    weights.weights[2 * layer + 1]!.values.forEach((value, j) => (bias[column + j] = bias[column + j]! + value))
    row += own
    column += isLast ? 0 : next
  }
  return [
    { shape: [inputs, outputs], values: kernel },
    { shape: [outputs], values: bias }
  ]
}
