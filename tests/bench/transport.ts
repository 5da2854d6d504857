// npm run bench:transport -- [tables]: what symmetry is worth, and how often it is doubted without reason.
import { createRandom, type Random } from '../../src/worker/numeric/random.ts'
import { transport } from '../../src/worker/methods/transport/transport.ts'
import { investigate } from '../support/investigate.ts'
import { observationsOf } from '../support/observations.ts'
import { describeMachine } from './support/machine.ts'

const TABLES = Number(process.argv[2] ?? 400)
const ROWS = 120

type Square = readonly (readonly number[])[]

/** Fluxes of a random positive matrix, symmetric or not, with equal noise; the forces are orthonormal up to a factor. */
function randomTable(d: number, random: Random, asymmetry: number) {
  const root = Array.from({ length: d }, () => Array.from({ length: d }, () => random.normal()))
  const truth: Square = root.map((row, i) =>
    root.map((other, j) => {
      const symmetric = row.reduce((sum, value, k) => sum + value * other[k]!, 0) / d
      return symmetric + (i < j ? asymmetry : i > j ? -asymmetry : 0)
    })
  )
  const forces = orthonormal(d, random)
  const columns: Record<string, Float64Array> = {}
  forces.forEach((values, j) => (columns[`X${j + 1}`] = values))
  truth.forEach((row, i) => {
    columns[`J${i + 1}`] = Float64Array.from({ length: ROWS }, (_, r) =>
      row.reduce((sum, value, j) => sum + value * forces[j]![r]!, 0.5 * random.normal())
    )
  })
  return { truth, columns }
}

function orthonormal(d: number, random: Random): Float64Array[] {
  const base: Float64Array[] = []
  while (base.length < d) {
    const column = Float64Array.from({ length: ROWS }, () => random.normal())
    for (const other of base) {
      const dot = column.reduce((sum, value, r) => sum + value * other[r]!, 0) / ROWS
      column.forEach((value, r) => (column[r] = value - dot * other[r]!))
    }
    const size = Math.sqrt(column.reduce((sum, value) => sum + value * value, 0) / ROWS)
    base.push(column.map((value) => value / size))
  }
  return base
}

const squaredError = (matrix: Square, truth: Square) =>
  matrix.flat().reduce((sum, value, k) => sum + (value - truth.flat()[k]!) ** 2, 0)

console.log(describeMachine())
console.log(`${TABLES} tables of ${ROWS} rows each`)
console.log('d | MSE symmetric/raw | (d+1)/2d | σ | worse in CV | doubted at 1 % | asymmetric 0.2: warned')
for (const d of [2, 3, 4, 5, 10]) {
  let [symmetric, raw, worse, doubted, warned] = [0, 0, 0, 0, 0]
  const ratios: number[] = []
  for (let seed = 1; seed <= TABLES; seed++) {
    const { truth, columns } = randomTable(d, createRandom(seed), 0)
    const [found] = await investigate(transport, observationsOf(columns), {}, { seed })
    if (found?.kind !== 'matrix') throw new Error('a clear response was not seen')
    const [a, b] = [squaredError(found.matrix, truth), squaredError(found.rawMatrix!, truth)]
    symmetric += a
    raw += b
    ratios.push(a - ((d + 1) / (2 * d)) * b)
    if (found.metrics.crossValidatedSymmetric! > found.metrics.crossValidatedRaw!) worse++
    if (found.metrics.asymmetryPValue! < 0.01) doubted++
    const other = randomTable(d, createRandom(seed), 0.2)
    const [again] = await investigate(transport, observationsOf(other.columns), {}, { seed })
    if (again?.warnings.some((warning) => warning.includes('asymmetry'))) warned++
  }
  // error of the ratio of sums, from the scatter of its residuals
  const spread = Math.sqrt(ratios.reduce((sum, value) => sum + value * value, 0)) / raw
  const percent = (count: number) => `${((100 * count) / TABLES).toFixed(1)} %`
  console.log(
    `${d} | ${(symmetric / raw).toFixed(4)} | ${((d + 1) / (2 * d)).toFixed(4)} | ${spread.toFixed(4)} | ${percent(worse)} | ${percent(doubted)} | ${percent(warned)}`
  )
}
