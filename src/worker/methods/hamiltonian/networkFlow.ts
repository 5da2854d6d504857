import type { Flow } from '../dynamics/flow.ts'
import { energyFeatures } from './energyFeatures.ts'
import { countLastWeights, energyNetwork, withLastWeights, type EnergyNetwork } from './energyNetwork.ts'

/**
 * The network with its last weights moved by numbers along directions (what one unit of a number adds to the weight of
 * each feature), and its friction by one number more where there is one.
 */
export function movedNetwork(
  { shape, parts, scales, friction }: EnergyNetwork,
  directions: readonly Float64Array[],
  numbers: ArrayLike<number>
): EnergyNetwork {
  const changes = new Float64Array(countLastWeights(parts))
  directions.forEach((direction, c) => {
    for (let f = 0; f < changes.length; f++) changes[f] = changes[f]! + numbers[c]! * direction[f]!
  })
  return energyNetwork(shape, withLastWeights(parts, changes), scales, friction + (numbers[directions.length] ?? 0))
}

/** The motion that a network gives, as a flow of the numbers that move its last weights, all 0 at first. */
export function networkFlow(network: EnergyNetwork, directions: readonly Float64Array[], hasFriction: boolean): Flow {
  const { degrees, scales } = network
  const { spread, masses, energy } = scales
  const size = 2 * degrees
  const paramCount = directions.length + (hasFriction ? 1 : 0)
  const features = energyFeatures(network.parts, size)
  const slopes = new Float64Array(features.count * size)
  const scaled = new Float64Array(size)
  const byParam = new Float64Array(paramCount * size)
  const curvature = new Float64Array(size * size)
  const point = new Float64Array(size)
  const rates = new Float64Array(size)

  function ratesOf({ gradient, friction }: EnergyNetwork): (state: Float64Array, out: Float64Array) => void {
    const slope = new Float64Array(size)
    return (state, out) => {
      gradient(state, slope)
      for (let k = 0; k < degrees; k++) {
        out[k] = slope[degrees + k]!
        out[degrees + k] = -slope[k]! - friction * state[degrees + k]!
      }
    }
  }

  /** Rates by each number, into `byParam`. */
  function fillByParam(state: Float64Array): void {
    for (let k = 0; k < size; k++) scaled[k] = (state[k]! - scales.centre[k]!) / spread[k]!
    features.slopes(scaled, slopes)
    byParam.fill(0)
    directions.forEach((direction, c) => {
      for (let f = 0, at = 0; f < direction.length; f++) {
        const share = direction[f]!
        for (let k = 0; k < size; k++) byParam[c * size + k] = byParam[c * size + k]! + share * slopes[at++]!
      }
      for (let k = 0; k < degrees; k++) {
        const byQ = (byParam[c * size + k]! * energy) / (spread[k]! * masses[k]!)
        const byP = (byParam[c * size + degrees + k]! * energy) / (spread[degrees + k]! * masses[k]!)
        byParam[c * size + k] = byP
        byParam[c * size + degrees + k] = -byQ
      }
    })
    if (hasFriction) for (let k = degrees; k < size; k++) byParam[directions.length * size + k] = -state[k]!
  }

  return {
    size,
    paramCount,
    params: new Float64Array(paramCount),
    offsets: Array.from({ length: size }, () => 0),
    velocityOf: Array.from({ length: size }, () => -1),
    system(params) {
      const move = ratesOf(movedNetwork(network, directions, params))
      return { n: size, derivative: (_, state, out) => move(state, out) }
    },
    sensitivities(params) {
      const moved = movedNetwork(network, directions, params)
      const move = ratesOf(moved)
      return {
        n: size * (1 + size + paramCount),
        derivative(_, y, out) {
          point.set(y.subarray(0, size))
          move(point, rates)
          out.set(rates)
          fillByParam(point)
          moved.curvature(point, curvature)
          for (let c = 0; c < size + paramCount; c++) {
            const from = size * (1 + c)
            for (let k = 0; k < degrees; k++) {
              const own = c < size ? -1 : (c - size) * size
              let drift = own < 0 ? 0 : byParam[own + k]!
              let kick = (own < 0 ? 0 : byParam[own + degrees + k]!) - moved.friction * y[from + degrees + k]!
              for (let m = 0; m < size; m++) {
                drift += curvature[(degrees + k) * size + m]! * y[from + m]!
                kick -= curvature[k * size + m]! * y[from + m]!
              }
              out[from + k] = drift
              out[from + degrees + k] = kick
            }
          }
        }
      }
    }
  }
}
