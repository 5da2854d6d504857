import { solveCholesky } from '../../numeric/cholesky.ts'
import type { AxisData } from './axisData.ts'
import { descriptionOf } from './description.ts'
import { combine, fitWeighted } from './weightedFit.ts'

/** Polynomials of one degree in each stretch of an input, linear in the others. */
export interface PiecewiseFit {
  /** Of the polynomials along the axis. */
  readonly degree: number
  /** First row of each stretch but the first. */
  readonly starts: readonly number[]
  readonly rss: number
  readonly description: number
  /** Values on the rows, by the polynomial of each row's own stretch. */
  readonly values: Float64Array
}

const DEGREES = [1, 2, 3]
const MAX_BREAKS = 4
const MAX_ROWS = 400
const RIDGE = 1e-12

/**
 * The best cuts of the rows into stretches, for every degree and number of cuts, by dynamic programming over all rows
 * between which a cut is possible.
 *
 * Source: R. Bellman, R. Roth (1969), doi:10.1080/01621459.1969.10501038; J. Bai, P. Perron (2003), doi:10.1002/jae.659.
 * Cost O(n² p²) with n at most 400: of more rows the cuts are found on a part.
 */
export function fitPiecewise(data: AxisData, shouldStop: () => boolean): PiecewiseFit | null {
  let best: PiecewiseFit | null = null
  for (const degree of DEGREES) {
    if (shouldStop()) return best
    const columns = stretchColumns(data, degree)
    const p = columns.length
    const step = Math.ceil(data.n / MAX_ROWS)
    // rows between which the input does not change cannot be told apart
    const ends = [...data.t.keys()].filter((i) => i > 0 && i % step === 0 && data.t[i] !== data.t[i - 1])
    const edges = [0, ...ends, data.n]
    const smallest = Math.max(p + 2, Math.ceil(data.n / 40))
    const costs = stretchCosts(data, columns, edges, smallest)
    for (const starts of bestCuts(costs, edges.length - 1, MAX_BREAKS)) {
      const rows = starts.map((e) => edges[e]!)
      const { rss, values } = valuesOf(data, columns, rows)
      const numbers = (starts.length + 1) * p + 2 * starts.length
      const description = descriptionOf(rss, numbers, data)
      if (best === null || description < best.description) best = { degree, starts: rows, rss, description, values }
    }
  }
  return best
}

export function stretchColumns({ t, low, high, others, n }: AxisData, degree: number): Float64Array[] {
  const scaled = t.map((value) => (2 * (value - low)) / (high - low) - 1)
  const powers = Array.from({ length: degree + 1 }, (_, k) => scaled.map((value) => value ** k))
  const products = others.map((column) => scaled.map((value, i) => value * column[i]!))
  return n > 60 * (others.length + 1) ? [...powers, ...others, ...products] : [...powers, ...others]
}

/** costs[a][b]: residual sum of the stretch from edge a to edge b; Infinity where it is too short. */
function stretchCosts(
  data: AxisData,
  columns: readonly Float64Array[],
  edges: readonly number[],
  smallest: number
): Float64Array[] {
  const p = columns.length
  const gram = new Float64Array(p * p)
  const ridged = new Float64Array(p * p)
  const factor = new Float64Array(p * p)
  const cross = new Float64Array(p)
  const solution = new Float64Array(p)
  return edges.map((first, a) => {
    const costs = new Float64Array(edges.length).fill(Infinity)
    gram.fill(0)
    cross.fill(0)
    let squares = 0
    for (let b = a + 1, row = first; b < edges.length; b++) {
      for (; row < edges[b]!; row++) squares += addRow(data, columns, row, gram, cross)
      if (row - first < smallest) continue
      ridged.set(gram)
      for (let k = 0; k < p; k++) ridged[k * (p + 1)] = ridged[k * (p + 1)]! * (1 + RIDGE) + Number.MIN_VALUE
      if (!solveCholesky(ridged, cross, factor, solution)) continue
      let explained = 0
      for (let k = 0; k < p; k++) explained += solution[k]! * cross[k]!
      // the difference of two large sums: below this it is rounding
      costs[b] = Math.max(squares - explained, 1e-14 * squares)
    }
    return costs
  })
}

function addRow(
  { y, weights }: AxisData,
  columns: readonly Float64Array[],
  row: number,
  gram: Float64Array,
  cross: Float64Array
): number {
  const p = columns.length
  const weight = weights[row]!
  for (let a = 0; a < p; a++) {
    const value = weight * columns[a]![row]!
    cross[a] = cross[a]! + value * y[row]!
    for (let b = 0; b < p; b++) gram[a * p + b] = gram[a * p + b]! + value * columns[b]![row]!
  }
  return weight * y[row]! * y[row]!
}

/** For every number of cuts the edges at which the later stretches start. */
function bestCuts(costs: readonly Float64Array[], last: number, most: number): number[][] {
  let ends = Float64Array.from(costs[0]!)
  const origins: Int32Array[] = []
  const cuts: number[][] = []
  for (let count = 0; count <= most; count++) {
    if (count > 0) {
      const next = new Float64Array(last + 1).fill(Infinity)
      const from = new Int32Array(last + 1).fill(-1)
      for (let a = 1; a < last; a++) {
        if (ends[a] === Infinity) continue
        for (let b = a + 1; b <= last; b++) {
          const cost = ends[a]! + costs[a]![b]!
          if (cost < next[b]!) {
            next[b] = cost
            from[b] = a
          }
        }
      }
      ends = next
      origins.push(from)
    }
    if (ends[last] === Infinity) break
    const starts: number[] = []
    for (let k = count, at = last; k > 0; k--) starts.unshift((at = origins[k - 1]![at]!))
    cuts.push(starts)
  }
  return cuts
}

function valuesOf(data: AxisData, columns: readonly Float64Array[], starts: readonly number[]) {
  const values = new Float64Array(data.n)
  let rss = 0
  const bounds = [0, ...starts, data.n]
  for (let s = 0; s + 1 < bounds.length; s++) {
    const [from, to] = [bounds[s]!, bounds[s + 1]!]
    const part = fitStretch(data, columns, from, to)
    rss += part.rss
    values.set(part.values, from)
  }
  return { rss, values }
}

/** The polynomial of the rows from `from` up to `to`, with its values on them and on every other row. */
export function fitStretch(data: AxisData, columns: readonly Float64Array[], from: number, to: number) {
  const part = columns.map((column) => column.slice(from, to))
  const fit = fitWeighted(part, data.y.slice(from, to), data.weights.slice(from, to))
  if (fit === null) return { rss: Infinity, values: new Float64Array(to - from), everywhere: new Float64Array(data.n) }
  const everywhere = combine(columns, fit.coefficients, data.n)
  return { rss: fit.rss, values: everywhere.slice(from, to), everywhere }
}
