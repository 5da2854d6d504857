import type { Moments } from './changeTable.ts'
import { isPositiveDefinite } from './isPositiveDefinite.ts'

export interface CircuitLimits {
  /** Misfit below which a combination of terms counts as unchanged. */
  readonly threshold: number
  readonly maxTerms: number
  readonly maxCircuits: number
  readonly maxNodes: number
  /** Told the nodes since it was last asked; true ends the search. */
  readonly shouldStop: (nodes: number) => boolean
}

const NODES_PER_QUESTION = 1 << 15
/** A pivot this small against its diagonal entry is rounding. */
const ROUNDING = 1e-13
/** As small a pivot of the noise means that the terms of a set depend on each other. */
const DEPENDENT = 1e-11

/**
 * All minimal sets of terms (circuits) of which some combination has a misfit below the threshold, small sets first and
 * in each size simple ones first, if the terms are in the order of their cost. A set S holds such a combination exactly
 * when A − τN, restricted to S, is not positive definite, which an incremental Cholesky factorisation tells; no null
 * space has to be rotated, and no gap in a spectrum to be read. Cost O(p^maxTerms) at worst.
 */
export function findCircuits({ p, changes, noise }: Moments, limits: CircuitLimits): number[][] {
  const { maxTerms, maxCircuits, maxNodes, shouldStop } = limits
  const matrix = thresholdMatrix({ p, changes, noise }, limits.threshold)
  const noiseAlone = scaledToNoise(noise, noise, p)
  const factor = Array.from({ length: maxTerms }, () => new Float64Array(maxTerms))
  const chosen = new Int32Array(maxTerms)
  const found: number[][] = []
  let nodes = 0
  let asked = 0
  let isOver = false

  /** Tries every further term behind place `start` of a set that already has `depth`; sets of `size` are looked for. */
  function extend(start: number, depth: number, size: number): void {
    const row = factor[depth]!
    for (let j = start; j < p && !isOver; j++) {
      nodes++
      if (nodes - asked >= NODES_PER_QUESTION) {
        isOver = shouldStop(nodes - asked) || nodes >= maxNodes
        asked = nodes
      }
      const diagonal = matrix[j * p + j]!
      let pivot = diagonal
      for (let k = 0; k < depth; k++) {
        let entry = matrix[j * p + chosen[k]!]!
        const above = factor[k]!
        for (let m = 0; m < k; m++) entry -= row[m]! * above[m]!
        row[k] = entry / above[k]!
        pivot -= row[k]! ** 2
      }
      chosen[depth] = j
      if (pivot <= ROUNDING * Math.abs(diagonal)) {
        if (depth + 1 < size) continue
        const circuit = [...chosen.subarray(0, size)]
        // a sum and all its parts: they say nothing, and have no noise either
        if (!containsOne(circuit, found) && isPositiveDefinite(noiseAlone, p, circuit, DEPENDENT)) found.push(circuit)
        if (found.length >= maxCircuits) isOver = true
      } else if (depth + 1 < size) {
        row[depth] = Math.sqrt(pivot)
        extend(j + 1, depth + 1, size)
      }
    }
  }

  for (let size = 1; size <= maxTerms && !isOver; size++) extend(0, 0, size)
  shouldStop(nodes - asked)
  return found
}

/** A − τN with every term brought to equal noise. */
export function thresholdMatrix({ p, changes, noise }: Moments, threshold: number): Float64Array {
  return scaledToNoise(
    changes.map((value, k) => value - threshold * noise[k]!),
    noise,
    p
  )
}

function scaledToNoise(matrix: Float64Array, noise: Float64Array, p: number): Float64Array {
  const scale = Float64Array.from({ length: p }, (_, i) => 1 / Math.sqrt(noise[i * p + i]!))
  return matrix.map((value, k) => value * scale[Math.floor(k / p)]! * scale[k % p]!)
}

function containsOne(circuit: readonly number[], found: readonly (readonly number[])[]): boolean {
  return found.some((smaller) => smaller.length < circuit.length && smaller.every((term) => circuit.includes(term)))
}
