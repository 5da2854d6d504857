import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { energyFeatures } from './energyFeatures.ts'
import type { EnergyNetwork } from './energyNetwork.ts'
import type { RateRows } from './rateRows.ts'

const MOST_ROWS = 250
const MOST = 40
/** Directions that move rates by less than this share of the strongest are left out. */
const LEAST_EFFECT = 1e-5

/**
 * The principal directions in the last weights of a network: those that move the rates of the rows most, strongest first,
 * each of length 1. Units of a layer are much alike, so that there are far fewer than weights.
 */
export function lastWeightDirections({ parts, scales }: EnergyNetwork, { states, n }: RateRows): Float64Array[] {
  const width = states.length
  const { count, slopes } = energyFeatures(parts, width)
  const own = new Float64Array(count * width)
  const scaled = new Float64Array(width)
  const gram = Array.from({ length: count }, () => new Float64Array(count))
  const stride = Math.max(1, Math.floor(n / MOST_ROWS))
  for (let i = 0; i < n; i += stride) {
    for (let k = 0; k < width; k++) scaled[k] = (states[k]![i]! - scales.centre[k]!) / scales.spread[k]!
    slopes(scaled, own)
    for (let a = 0; a < count; a++) {
      const row = gram[a]!
      for (let b = 0; b <= a; b++) {
        let sum = 0
        for (let k = 0; k < width; k++) sum += own[a * width + k]! * own[b * width + k]!
        row[b] = row[b]! + sum
      }
    }
  }
  for (let a = 0; a < count; a++) for (let b = 0; b < a; b++) gram[b]![a] = gram[a]![b]!
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(gram), {
    assumeSymmetric: true
  })
  const ordered = realEigenvalues.map((value, column) => ({ value, column })).sort((a, b) => b.value - a.value)
  const least = LEAST_EFFECT ** 2 * ordered[0]!.value
  return ordered
    .slice(0, MOST)
    .filter(({ value }) => value > least)
    .map(({ column }) => Float64Array.from(eigenvectorMatrix.getColumn(column)))
}
