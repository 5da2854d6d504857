/**
 * How the terms of a library change, and how measurement noise moves them. A quantity Σ cₐ termₐ is conserved when what
 * it changes, row by row, is no more than its noise.
 */
export interface ChangeTable {
  /** Rows: events, or points (or blocks of points) of trajectories. */
  readonly n: number
  /** values[a][row]: of events the change of term a, of trajectories its value. */
  readonly values: readonly Float64Array[]
  /** Trajectory of every row, from 0; null for events. The mean of a trajectory is taken out before rows are compared. */
  readonly group: Int32Array | null
  readonly groups: number
  /** slopes[k][a][point]: what one standard deviation of noise source k does to term a. */
  readonly slopes: readonly (readonly Float64Array[])[]
  /** Row that every point of `slopes` belongs to; null where points are rows. Noise of points adds up in squares. */
  readonly rowOf: Int32Array | null
}

/** Second moments of changes and noise, row-major p × p, averaged over rows. */
export interface Moments {
  readonly p: number
  readonly changes: Float64Array
  readonly noise: Float64Array
}

/** The same rows with some of the terms only. */
export function pickTerms(table: ChangeTable, support: readonly number[]): ChangeTable {
  const pick = (columns: readonly Float64Array[]) => support.map((a) => columns[a]!)
  return { ...table, values: pick(table.values), slopes: table.slopes.map(pick) }
}

/** The rows for which `isKept` says so, with their points. */
export function pickTableRows(table: ChangeTable, isKept: (row: number) => boolean): ChangeTable {
  const place = new Int32Array(table.n).fill(-1)
  const rows: number[] = []
  for (let row = 0; row < table.n; row++) if (isKept(row)) place[row] = rows.push(row) - 1
  const points: number[] = []
  const pointCount = table.rowOf?.length ?? table.n
  for (let m = 0; m < pointCount; m++) if (place[table.rowOf?.[m] ?? m]! >= 0) points.push(m)
  const take = (values: Float64Array, from: readonly number[]) => Float64Array.from(from, (i) => values[i]!)
  return {
    n: rows.length,
    values: table.values.map((values) => take(values, rows)),
    group: table.group && Int32Array.from(rows, (row) => table.group![row]!),
    groups: table.groups,
    slopes: table.slopes.map((columns) => columns.map((values) => take(values, points))),
    rowOf: table.rowOf && Int32Array.from(points, (m) => place[table.rowOf![m]!]!)
  }
}

/** Values with the weighted mean of every trajectory taken out; events as they are. */
export function centred(
  { group, groups }: ChangeTable,
  values: Float64Array,
  weights: Float64Array | null
): Float64Array {
  if (group === null) return values
  const sums = new Float64Array(groups)
  const totals = new Float64Array(groups)
  for (let i = 0; i < values.length; i++) {
    const weight = weights?.[i] ?? 1
    sums[group[i]!] = sums[group[i]!]! + weight * values[i]!
    totals[group[i]!] = totals[group[i]!]! + weight
  }
  return values.map((value, i) => value - sums[group[i]!]! / totals[group[i]!]!)
}

export function momentsOf(table: ChangeTable, weights: Float64Array | null = null): Moments {
  const { n, rowOf, values } = table
  const p = values.length
  const root = weights && weights.map(Math.sqrt)
  const changes = new Float64Array(p * p)
  const noise = new Float64Array(p * p)
  const weighted = (column: Float64Array) => (root === null ? column : column.map((value, i) => value * root[i]!))
  addProducts(
    values.map((column) => weighted(centred(table, column, weights))),
    n,
    changes
  )
  for (const columns of table.slopes) {
    const scaled =
      root === null ? columns : columns.map((column) => column.map((value, m) => value * root[rowOf?.[m] ?? m]!))
    addProducts(scaled, n, noise)
  }
  return { p, changes, noise }
}

/** Adds the mean products of all pairs of columns, both halves of the matrix. */
function addProducts(columns: readonly Float64Array[], n: number, out: Float64Array): void {
  const p = columns.length
  for (let a = 0; a < p; a++) {
    const left = columns[a]!
    for (let b = 0; b <= a; b++) {
      const right = columns[b]!
      let sum = 0
      for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!
      out[a * p + b] = out[a * p + b]! + sum / n
      if (a !== b) out[b * p + a] = out[a * p + b]!
    }
  }
}

/** Variance of the noise of Σ cₐ termₐ in every row. */
export function noiseOfRows({ n, slopes, rowOf }: ChangeTable, coefficients: ArrayLike<number>): Float64Array {
  const variances = new Float64Array(n)
  for (const columns of slopes) {
    const points = columns[0]?.length ?? 0
    for (let m = 0; m < points; m++) {
      let slope = 0
      for (let a = 0; a < columns.length; a++) slope += coefficients[a]! * columns[a]![m]!
      const row = rowOf?.[m] ?? m
      variances[row] = variances[row]! + slope * slope
    }
  }
  return variances
}

/** Σ cₐ termₐ in every row. */
export function combine({ n, values }: ChangeTable, coefficients: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(n)
  for (let a = 0; a < values.length; a++) {
    const [coefficient, column] = [coefficients[a]!, values[a]!]
    for (let i = 0; i < n; i++) sums[i] = sums[i]! + coefficient * column[i]!
  }
  return sums
}
