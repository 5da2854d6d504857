import type { PhaseFlow } from '../../numeric/phaseFlow.ts'
import type { MlpWeights } from '../../tensor/mlp.ts'
import { plainMlp } from '../../tensor/plainMlp.ts'
import { inverse, type TrainedPart } from './energyFeatures.ts'
import type { EnergyShape } from './energyShape.ts'
import type { NetworkScales } from './networkScales.ts'

/** A trained energy in 64 bits. */
export interface EnergyNetwork extends PhaseFlow {
  readonly shape: EnergyShape
  /** The energy at a state. */
  energy(state: Float64Array): number
  /** Writes ∂ gradient[k]/∂ state m into out[k · 2 degrees + m]. */
  curvature(state: Float64Array, out: Float64Array): void
  /** Linear friction γ learned beside the energy; 0 where none was asked for. */
  readonly friction: number
  readonly parts: readonly TrainedPart[]
  readonly scales: NetworkScales
}

/** The sum of the parts as a flow in the units of the data; with velocities its gradient is that over the mass. */
export function energyNetwork(
  shape: EnergyShape,
  parts: readonly TrainedPart[],
  scales: NetworkScales,
  friction: number
): EnergyNetwork {
  const { degrees, centre, spread, energy: unit, masses } = scales
  const scaled = new Float64Array(2 * degrees)
  const slope = new Float64Array(2 * degrees)
  const width = 2 * degrees
  const terms = parts.map((part) => scaledTerm(part, width))
  function enter(state: Float64Array): void {
    for (let k = 0; k < scaled.length; k++) scaled[k] = (state[k]! - centre[k]!) / spread[k]!
  }
  return {
    shape,
    degrees,
    friction,
    parts,
    scales,
    energy(state) {
      enter(state)
      return unit * terms.reduce((sum, term) => sum + term.value(scaled), 0)
    },
    gradient(state, out) {
      enter(state)
      slope.fill(0)
      for (const term of terms) term.addGradient(scaled, slope)
      for (let k = 0; k < out.length; k++) out[k] = (slope[k]! * unit) / (spread[k]! * masses[k % degrees]!)
    },
    curvature(state, out) {
      enter(state)
      out.fill(0)
      for (const term of terms) term.addCurvature(scaled, out)
      for (let k = 0, at = 0; k < width; k++) {
        const factor = unit / (spread[k]! * masses[k % degrees]!)
        for (let m = 0; m < width; m++, at++) out[at] = (out[at]! * factor) / spread[m]!
      }
    }
  }
}

interface ScaledTerm {
  value(scaled: Float64Array): number
  addGradient(scaled: Float64Array, out: Float64Array): void
  addCurvature(scaled: Float64Array, out: Float64Array): void
}

/** Step of the differences that give curvatures from slopes, in scaled units: the square root of rounding, a little more. */
const STEP = 1e-6

/** All readings of one part together, in scaled units. */
function scaledTerm({ part, weights }: TrainedPart, width: number): ScaledTerm {
  const mlp = plainMlp(weights)
  const read = new Float64Array(part.inputs)
  const values = new Float64Array(part.outputs)
  const slope = new Float64Array(part.inputs)
  const [ahead, behind] = [new Float64Array(part.inputs), new Float64Array(part.inputs)]
  const bend = new Float64Array(part.inputs ** 2)
  const seeds = Array.from({ length: part.outputs }, (_, o) => Float64Array.from({ length: part.outputs }, (_, i) => (i === o ? 1 : 0))) // prettier-ignore
  const difference = new Float64Array(Math.max(...part.readings.map(({ of }) => of.length)))
  /** Fills what the network reads; gives the length of the difference. */
  function enter(scaled: Float64Array, of: readonly number[], less: readonly number[]): number {
    let square = 0
    of.forEach((k, i) => {
      difference[i] = scaled[k]! - (less.length > 0 ? scaled[less[i]!]! : 0)
      square += difference[i] ** 2
    })
    if (part.reads === 'states') read.set(difference)
    else read[0] = part.reads === 'distance' ? Math.sqrt(square) : square
    return Math.sqrt(square)
  }
  return {
    value: (scaled) =>
      part.readings.reduce((sum, { output, of, less }) => {
        enter(scaled, of, less)
        mlp.value(read, values)
        return sum + values[output]!
      }, 0),
    addGradient(scaled, out) {
      for (const { output, of, less } of part.readings) {
        const length = enter(scaled, of, less)
        mlp.gradient(read, seeds[output]!, slope)
        of.forEach((k, i) => {
          const inner = part.reads === 'states' ? 1 : difference[i]! * (part.reads === 'distance' ? inverse(length) : 2)
          const value = inner * slope[part.reads === 'states' ? i : 0]!
          out[k] = out[k]! + value
          if (less.length > 0) out[less[i]!] = out[less[i]!]! - value
        })
      }
    },
    addCurvature(scaled, out) {
      for (const { output, of, less } of part.readings) {
        const length = enter(scaled, of, less)
        const seed = seeds[output]!
        mlp.gradient(read, seed, slope)
        for (let i = 0; i < part.inputs; i++) {
          const at = read[i]!
          read[i] = at + STEP
          mlp.gradient(read, seed, ahead)
          read[i] = at - STEP
          mlp.gradient(read, seed, behind)
          read[i] = at
          for (let j = 0; j < part.inputs; j++) bend[i * part.inputs + j] = (ahead[j]! - behind[j]!) / (2 * STEP)
        }
        of.forEach((_, i) => {
          of.forEach((__, j) => {
            const value = part.reads === 'states' ? bend[i * part.inputs + j]! : curvatureOfLength(i, j, length)
            out[of[i]! * width + of[j]!] = out[of[i]! * width + of[j]!]! + value
            if (less.length === 0) return
            out[less[i]! * width + less[j]!] = out[less[i]! * width + less[j]!]! + value
            out[of[i]! * width + less[j]!] = out[of[i]! * width + less[j]!]! - value
            out[less[i]! * width + of[j]!] = out[less[i]! * width + of[j]!]! - value
          })
        })
      }
    }
  }

  /** Of a function of the length, or of its square, whose first and second derivative stand in `slope` and `bend`. */
  function curvatureOfLength(i: number, j: number, length: number): number {
    const product = difference[i]! * difference[j]!
    const same = i === j ? 1 : 0
    if (part.reads === 'square') return 4 * bend[0]! * product + 2 * slope[0]! * same
    const across = product * inverse(length) ** 2
    return bend[0]! * across + slope[0]! * inverse(length) * (same - across)
  }
}

/** Number of last weights of all parts. */
export function countLastWeights(parts: readonly TrainedPart[]): number {
  return parts.reduce((sum, { part, weights }) => sum + part.outputs * weights.sizes.at(-2)!, 0)
}

/** The same parts with other weights of their last layers: `changes[f]` is added to that of feature f. */
export function withLastWeights(parts: readonly TrainedPart[], changes: Float64Array): TrainedPart[] {
  let from = 0
  return parts.map(({ part, weights }) => {
    const units = weights.sizes.at(-2)!
    const kernel = weights.weights.at(-2)!
    const values = kernel.values.slice()
    for (let output = 0; output < part.outputs; output++) {
      for (let j = 0; j < units; j++) {
        const at = j * part.outputs + output
        values[at] = values[at]! + changes[from + output * units + j]!
      }
    }
    from += part.outputs * units
    const arrays = weights.weights.map((array) => (array === kernel ? { ...kernel, values } : array))
    return { part, weights: { ...weights, weights: arrays } satisfies MlpWeights }
  })
}
