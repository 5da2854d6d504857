import type { MlpWeights } from '../../tensor/mlp.ts'
import { plainMlp } from '../../tensor/plainMlp.ts'
import type { Grouping } from '../mechanics/bodies.ts'
import type { PotentialField } from './potentialNetwork.ts'

/** Bodies that act on each other along the lines between them. */
export interface PairShape {
  readonly bodies: Grouping
}

/**
 * V = unit · Σ u(|rᵢ − rⱼ|/length) over pairs, in 64 bits: the forces of a pair are opposite and along the line between
 * its bodies, so that momentum and angular momentum are conserved to rounding, whatever the weights are.
 */
export function pairPotential(
  weights: MlpWeights,
  { bodies }: PairShape,
  length: number,
  unit: number
): PotentialField {
  const mlp = plainMlp(weights)
  const distance = new Float64Array(1)
  const slope = new Float64Array(1)
  const one = Float64Array.of(1)
  const value = new Float64Array(1)
  const between = (position: Float64Array, a: readonly number[], b: readonly number[]): number =>
    Math.sqrt(a.reduce((sum, k, axis) => sum + (position[k]! - position[b[axis]!]!) ** 2, 0))
  return {
    value(position) {
      let sum = 0
      bodies.forEach((a, i) => {
        for (const b of bodies.slice(i + 1)) {
          distance[0] = between(position, a, b) / length
          mlp.value(distance, value)
          sum += value[0]!
        }
      })
      return unit * sum
    },
    force(position, out) {
      out.fill(0)
      bodies.forEach((a, i) => {
        for (const b of bodies.slice(i + 1)) {
          const r = between(position, a, b)
          // bodies at one place: no direction, no force
          if (r === 0) continue
          distance[0] = r / length
          mlp.gradient(distance, one, slope)
          const strength = (-unit * slope[0]!) / (length * r)
          a.forEach((k, axis) => {
            const other = b[axis]!
            const push = strength * (position[k]! - position[other]!)
            out[k] = out[k]! + push
            out[other] = out[other]! - push
          })
        }
      })
    }
  }
}
