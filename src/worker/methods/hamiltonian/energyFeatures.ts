import { ACTIVATIONS } from '../../tensor/activations.ts'
import type { MlpWeights } from '../../tensor/mlp.ts'
import type { EnergyPart } from './energyShape.ts'

/** A part with its trained network. */
export interface TrainedPart {
  readonly part: EnergyPart
  readonly weights: MlpWeights
}

/**
 * The units of the last hidden layers as terms of an energy that is linear in the last weights: feature by feature for the
 * first output of the first part, then for its other outputs, then for the other parts.
 */
export interface EnergyFeatures {
  readonly count: number
  /** Writes ∂ feature f/∂ state k into out[f · width + k], in scaled units. */
  slopes(scaled: Float64Array, out: Float64Array): void
}

export function energyFeatures(parts: readonly TrainedPart[], width: number): EnergyFeatures {
  const layers = parts.map(({ weights }) => hiddenSlopes(weights))
  const sizes = parts.map(({ part, weights }) => part.outputs * weights.sizes.at(-2)!)
  return {
    count: sizes.reduce((sum, size) => sum + size, 0),
    slopes(scaled, out) {
      out.fill(0)
      let from = 0
      parts.forEach(({ part, weights }, p) => {
        const units = weights.sizes.at(-2)!
        for (const { output, of, less } of part.readings) {
          const differences = of.map((k, i) => scaled[k]! - (less.length > 0 ? scaled[less[i]!]! : 0))
          const square = differences.reduce((sum, value) => sum + value * value, 0)
          const length = Math.sqrt(square)
          const read = part.reads === 'states' ? differences : [part.reads === 'distance' ? length : square]
          const { slopes } = layers[p]!(read)
          for (let j = 0; j < units; j++) {
            const at = (from + output * units + j) * width
            of.forEach((k, i) => {
              const inner =
                part.reads === 'states' ? 1 : differences[i]! * (part.reads === 'distance' ? inverse(length) : 2)
              const slope = inner * slopes[part.reads === 'states' ? i : 0]![j]!
              out[at + k] = out[at + k]! + slope
              if (less.length > 0) out[at + less[i]!] = out[at + less[i]!]! - slope
            })
          }
        }
        from += sizes[p]!
      })
    }
  }
}

/** One over a distance; 0 for bodies at one place, which have no direction and no force. */
export function inverse(distance: number): number {
  return distance === 0 ? 0 : 1 / distance
}

interface HiddenLayer {
  /** slopes[i][j]: of unit j by input i. */
  readonly slopes: readonly Float64Array[]
}

/** The last hidden layer with its slopes in the inputs, carried forward layer by layer. Buffers are its own. */
function hiddenSlopes({ sizes, activation, weights }: MlpWeights): (x: readonly number[]) => HiddenLayer {
  const { value: act, slope: bend } = ACTIVATIONS[activation]
  const hidden = sizes.slice(1, -1)
  const signals = hidden.map((n) => new Float64Array(n))
  const slopes = hidden.map((n) => Array.from({ length: sizes[0]! }, () => new Float64Array(n)))
  return (x) => {
    hidden.forEach((units, layer) => {
      const kernel = weights[2 * layer]!.values
      const bias = weights[2 * layer + 1]!.values
      const input = layer === 0 ? x : signals[layer - 1]!
      const signal = signals[layer]!
      signal.set(bias)
      for (let i = 0, at = 0; i < input.length; i++) {
        const factor = input[i]!
        for (let j = 0; j < units; j++) signal[j] = signal[j]! + factor * kernel[at++]!
      }
      slopes[layer]!.forEach((slope, c) => {
        if (layer === 0) slope.set(kernel.subarray(c * units, (c + 1) * units))
        else {
          const earlier = slopes[layer - 1]![c]!
          slope.fill(0)
          for (let i = 0, at = 0; i < earlier.length; i++) {
            const factor = earlier[i]!
            for (let j = 0; j < units; j++) slope[j] = slope[j]! + factor * kernel[at++]!
          }
        }
      })
      for (let j = 0; j < units; j++) {
        const sum = signal[j]!
        const steep = bend(sum)
        signal[j] = act(sum)
        for (const slope of slopes[layer]!) slope[j] = slope[j]! * steep
      }
    })
    return { slopes: slopes.at(-1)! }
  }
}
