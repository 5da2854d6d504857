import { leastSquares } from '../../numeric/leastSquares.ts'
import { plainArgument, type Argument } from './argumentsByCost.ts'
import { logView } from './logDomain.ts'
import type { Monomial } from './monomials.ts'
import type { ProductTarget } from './productTarget.ts'
import { logMagnitude } from './screeningRows.ts'
import type { Workbench } from './workbench.ts'

/** Largest exponents that a direction is scaled to, and directions looked at. */
const LARGEST = [1, 2, 3]
const DIRECTIONS = 2
/** Shares of the largest component below which another is taken for 0, one guess each. */
const THRESHOLDS = [0.12, 0.3]
const MAX_INPUTS = 9
const STEPS = 60
/** Rows that each number of a fit needs. */
const ROWS_PER_NUMBER = 3
const COST = 2

/** What it takes to see where a target bends. */
type Sighted = Pick<Workbench, 'sample' | 'loggable' | 'noise' | 'units'>

/**
 * Arguments that a function is likely applied to. If log|v| is linear but for a function of Π x^m, its second derivatives by
 * the logarithms of the inputs are a multiple of m mᵀ: the strongest directions of a quadratic fit, rounded, are guesses
 * at m however many inputs there are; if there is nothing but that function, so is the nearest power law. Compare P. G. Constantine, "Active Subspaces" (2015), doi:10.1137/1.9781611973860.
 * @param variables inputs of which arguments are made
 */
export function leadingArguments(bench: Sighted, target: ProductTarget, variables: readonly number[]): Argument[] {
  return leadingMonomials(bench, target, variables).map((monomial) => plainArgument(monomial, variables, bench.units))
}

function leadingMonomials(bench: Sighted, target: ProductTarget, variables: readonly number[]): Monomial[] {
  const { sample, loggable } = bench
  const { log, rootWeights } = logView(bench, target, sample)
  const used = variables.filter((j) => loggable.includes(j))
  if (used.length < 2 || used.length > MAX_INPUTS) return []
  const weights = rootWeights.map((root) => root * root)
  const linear = [
    new Float64Array(sample.n).fill(1),
    ...loggable.map((j) => {
      const column = logMagnitude(sample.x[j]!)
      const mean = column.reduce((sum, value) => sum + value, 0) / column.length
      return column.map((value) => value - mean)
    })
  ]
  const at = used.map((j) => 1 + loggable.indexOf(j))
  const found = new Map<string, Monomial>()
  const directions = [gradient(linear, at, log, weights), ...bends(linear, at, log, weights)]
  for (const vector of directions) {
    for (const exponents of vector === null ? [] : roundings(vector)) {
      const ofVariables = variables.map((j) => (used.includes(j) ? exponents[used.indexOf(j)]! : 0))
      const inverse = ofVariables.map((exponent) => -exponent)
      for (const own of [ofVariables, inverse]) found.set(own.join(), { exponents: own, cost: COST })
    }
  }
  return [...found.values()]
}

/** The exponents of the nearest power law: those of M where a function of M is all there is. */
function gradient(
  linear: readonly Float64Array[],
  at: readonly number[],
  log: Float64Array,
  weights: Float64Array
): Float64Array | null {
  if (linear.length > log.length / ROWS_PER_NUMBER) return null
  const fit = leastSquares(linear, log, weights)
  return fit && Float64Array.from(at, (k) => fit.coefficients[k]!)
}

/** The strongest directions of a quadratic fit; none where there are too few rows for one. */
function bends(
  linear: readonly Float64Array[],
  at: readonly number[],
  log: Float64Array,
  weights: Float64Array
): Float64Array[] {
  const d = at.length
  const size = linear.length + (d * (d + 1)) / 2
  if (size > log.length / ROWS_PER_NUMBER) return []
  const columns = [...linear]
  at.forEach((a, i) => {
    for (const b of at.slice(i)) columns.push(linear[a]!.map((value, k) => value * linear[b]![k]!))
  })
  const fit = leastSquares(columns, log, weights)
  if (fit === null) return []
  const matrix = new Float64Array(d * d)
  let next = linear.length
  for (let a = 0; a < d; a++) {
    for (let b = a; b < d; b++) {
      const coefficient = fit.coefficients[next++]!
      matrix[a * d + b] = a === b ? 2 * coefficient : coefficient
      matrix[b * d + a] = matrix[a * d + b]!
    }
  }
  return strongestDirections(matrix, d)
}

/** Eigenvectors of the largest eigenvalues by size, by power iteration with deflation; changes the matrix. */
function strongestDirections(matrix: Float64Array, d: number): Float64Array[] {
  const found: Float64Array[] = []
  for (let k = 0; k < Math.min(DIRECTIONS, d); k++) {
    let vector = Float64Array.from({ length: d }, (_, i) => 1 + 0.37 * Math.sin(5 * i + k))
    let value = 0
    for (let step = 0; step < STEPS; step++) {
      // twice at a time, so that the sign of the eigenvalue does not matter
      const next = times(matrix, times(matrix, vector))
      const length = Math.hypot(...next)
      if (!(length > 0)) return found
      value = Math.sqrt(length)
      vector = next.map((component) => component / length)
    }
    const own = times(matrix, vector)
    const sign = own.reduce((sum, component, i) => sum + component * vector[i]!, 0) < 0 ? -1 : 1
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) matrix[a * d + b] = matrix[a * d + b]! - sign * value * vector[a]! * vector[b]!
    }
    found.push(vector)
  }
  return found
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array<ArrayBuffer> {
  const d = vector.length
  return Float64Array.from({ length: d }, (_, a) => {
    let sum = 0
    for (let b = 0; b < d; b++) sum += matrix[a * d + b]! * vector[b]!
    return sum
  })
}

/** The direction with its largest component 1, 2 or 3 and whole numbers beside it, small ones perhaps 0. */
function roundings(vector: Float64Array): number[][] {
  const largest = vector.reduce((most, component) => (Math.abs(component) > Math.abs(most) ? component : most), 0)
  if (largest === 0) return []
  return THRESHOLDS.flatMap((threshold) =>
    LARGEST.map((size) =>
      [...vector].map((component) => {
        const share = component / largest
        if (Math.abs(share) < threshold) return 0
        return Math.round(share * size) || Math.sign(share)
      })
    )
  ).filter((exponents) => exponents.filter((exponent) => exponent !== 0).length > 1)
}
