import { factorCholesky, solveFactored } from './cholesky.ts'
import { median } from './statistics.ts'

/** A smooth function of points, with as many outputs as it was taught. */
export type SmoothFunction = (point: Float64Array) => Float64Array

export interface KernelRidgeData {
  /** Points, each an array of its coordinates in comparable units. */
  readonly points: readonly Float64Array[]
  /** targets[o][i]: output o at point i. */
  readonly targets: readonly Float64Array[]
}

export interface KernelRidge extends KernelSum {
  /** Width of the kernel, in units of the points. */
  readonly width: number
  /** Relative to the value 1 of the kernel at distance 0. */
  readonly ridge: number
}

/** The fitted function, levels + Σᵢ coefficients[i] · kernel(points[i], ·), and its numbers. */
interface KernelSum {
  readonly predict: SmoothFunction
  readonly points: readonly Float64Array[]
  /** One for each output. */
  readonly levels: readonly number[]
  /** coefficients[o][i] of output o and point i. */
  readonly coefficients: readonly Float64Array[]
}

/** More points than this are not used in one fit: a step stays short. */
export const MOST_KERNEL_POINTS = 400
/** In units of the median distance; the likeliest comes first, in case of a stop. */
const WIDTHS = [1, 2.5, 0.4, 6]
const RIDGES = [1e-10, 1e-8, 1e-6, 1e-4, 1e-2, 1]
/** Every so many points one is for the choice of width and ridge. */
const CHOICE = 4

/**
 * Kernel ridge regression with a Gaussian kernel, width and ridge chosen by the error on a quarter of the points, with the
 * first 400 points at most; when told to stop, the best of those tried so far, or null where none was. Cost: 24 factorisations of 300 × 300.
 *
 * Source: C. Saunders, A. Gammerman, V. Vovk, "Ridge regression learning algorithm in dual variables", ICML 1998.
 */
export function kernelRidge(data: KernelRidgeData, shouldStop: () => boolean = () => false): KernelRidge | null {
  const points = data.points.slice(0, MOST_KERNEL_POINTS)
  const targets = data.targets.map((values) => values.subarray(0, points.length))
  const scale = medianDistance(points)
  const isChoice = (i: number) => i % CHOICE === CHOICE - 1
  const learning = points.flatMap((_, i) => (isChoice(i) ? [] : [i]))
  const choice = points.flatMap((_, i) => (isChoice(i) ? [i] : []))
  const part = { points: learning.map((i) => points[i]!), targets: targets.map((values) => Float64Array.from(learning, (i) => values[i]!)) } // prettier-ignore
  let best: { error: number; width: number; ridge: number } | null = null
  for (const share of WIDTHS) {
    if (shouldStop()) break
    const width = share * scale
    const kernel = kernelMatrix(part.points, width)
    for (const ridge of RIDGES) {
      if (shouldStop()) break
      const tried = fit(part, kernel, width, ridge)
      if (tried === null) continue
      const error = choice.reduce((sum, i) => {
        const predicted = tried.predict(points[i]!)
        return sum + targets.reduce((s, values, o) => s + (values[i]! - predicted[o]!) ** 2, 0)
      }, 0)
      if (error < (best?.error ?? Infinity)) best = { error, width, ridge }
    }
  }
  if (best === null && shouldStop()) return null
  const { width, ridge } = best ?? { width: scale, ridge: 1 }
  const fitted = fit({ points, targets }, kernelMatrix(points, width), width, ridge)
  return fitted && { ...fitted, width, ridge }
}

function fit(
  { points, targets }: KernelRidgeData,
  kernel: Float64Array,
  width: number,
  ridge: number
): KernelSum | null {
  const n = points.length
  const regular = kernel.slice()
  for (let i = 0; i < n; i++) regular[i * n + i] = 1 + ridge
  if (!factorCholesky(regular, regular, n)) return null
  const levels = targets.map((values) => values.reduce((sum, value) => sum + value, 0) / n)
  const coefficients = targets.map((values, o) => {
    const result = new Float64Array(n)
    solveFactored(regular, values.map((value) => value - levels[o]!), result) // prettier-ignore
    return result
  })
  return {
    points,
    levels,
    coefficients,
    predict(point) {
      const result = Float64Array.from(levels)
      for (let i = 0; i < n; i++) {
        const closeness = gauss(points[i]!, point, width)
        for (let o = 0; o < result.length; o++) result[o] = result[o]! + closeness * coefficients[o]![i]!
      }
      return result
    }
  }
}

function kernelMatrix(points: readonly Float64Array[], width: number): Float64Array {
  const n = points.length
  const kernel = new Float64Array(n * n)
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) kernel[i * n + j] = gauss(points[i]!, points[j]!, width)
  return kernel
}

function gauss(a: Float64Array, b: Float64Array, width: number): number {
  return Math.exp(-squaredDistance(a, b) / (2 * width * width))
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += (a[j]! - b[j]!) ** 2
  return sum
}

/** Of points and those half the list away; 1 where all are the same. */
function medianDistance(points: readonly Float64Array[]): number {
  const half = Math.floor(points.length / 2)
  const distances = points.map((point, i) => Math.sqrt(squaredDistance(point, points[(i + half) % points.length]!)))
  return median(distances) || 1
}
