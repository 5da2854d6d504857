import { createRandom } from '../../src/worker/numeric/random.ts'

/** A target M along an evenly spaced input T, with noise of a given width that is constant or in proportion to M. */
export function alongT(
  law: (T: number) => number,
  low: number,
  high: number,
  n: number,
  { noise = 0, relative = 0, seed = 1 } = {}
): { T: Float64Array; M: Float64Array } {
  const random = createRandom(seed)
  const T = Float64Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1))
  return { T, M: T.map((value) => law(value) * (1 + relative * random.normal()) + noise * random.normal()) }
}

/** A target that has nothing to do with T. */
export function noiseAlongT(n: number, seed = 1): { T: Float64Array; M: Float64Array } {
  return alongT(() => 0, 0, 1, n, { noise: 1, seed })
}

/** Spontaneous magnetisation of the square Ising lattice (Onsager; Yang 1952, doi:10.1103/PhysRev.85.808). */
export function isingMagnetisation(T: number): number {
  return Math.max(0, 1 - Math.sinh(2 / T) ** -4) ** 0.125
}
