import { toFunction } from '../../../shared/expression/evaluate.ts'
import { kernelRidge, MOST_KERNEL_POINTS } from '../../numeric/kernelRidge.ts'
import type { Random } from '../../numeric/random.ts'
import { mean, standardDeviation } from '../../numeric/statistics.ts'
import type { DomainTable } from '../domain/domainTable.ts'
import type { TestedSymmetry } from './lawSymmetry.ts'
import { proposeSymmetries } from './proposeSymmetries.ts'
import { invariantsOf, type TargetSymmetry } from './targetSymmetry.ts'

/** What smooth functions of the inputs, and of invariants in their place, say of held-out rows. */
export interface DataSymmetry {
  /** Share of the variance that a smooth function of all inputs leaves. */
  readonly unexplained: number
  readonly tested: readonly TestedSymmetry[]
}

const HELD_OUT = 0.3
/** Unexplained shares below this are alike: a smooth function is no better. */
const RESOLUTION = 1e-4
const WORSE = 2.5
/** Standard errors by which rows without the moved inputs must be told worse. */
const NEEDED = 3
/** Share of the variance that must be told for a test to mean anything. */
const TOLD = 0.5
const STEP = 1e-3

/** Null where it is told to stop. */
export function testData(table: DomainTable, random: Random, shouldStop: () => boolean): DataSymmetry | null {
  const order = random.shuffle(Array.from({ length: table.n }, (_, row) => row))
  const heldOutCount = Math.min(Math.round(HELD_OUT * table.n), MOST_KERNEL_POINTS)
  const split = { heldOut: order.slice(0, heldOutCount), training: order.slice(heldOutCount) }
  const fitOn = (columns: readonly Float64Array[], divisor: Float64Array | null) =>
    errorsOn(columns, table.y, divisor, split, shouldStop)
  const full = fitOn(table.x, null)
  if (full === null) return null
  const total = squaredSpread(table.y, split.heldOut)
  const unexplained = mean(full.errors) / total
  if (unexplained > TOLD) return { unexplained, tested: [] }
  const used = table.inputs.map((_, j) => j)
  const points = split.training.slice(0, MOST_KERNEL_POINTS).map((row) => Float64Array.from(table.x, (x) => x[row]!))
  const spreads = table.x.map(standardDeviation)
  const slopes = points.map((point) =>
    Float64Array.from(point, (_, j) => slopeAt(full.predict, point, j, STEP * spreads[j]!))
  )
  const tested: TestedSymmetry[] = []
  for (const symmetry of proposeSymmetries({ points, values: Float64Array.from(points, full.predict), slopes }, used)) {
    if (!hasBothSides(symmetry, table)) continue
    const reduced = reduce(symmetry, table)
    if (reduced === null) continue
    const errors = fitOn(reduced.columns, reduced.divisor)?.errors
    const without = fitOn(reduced.others, reduced.divisor)?.errors
    if (errors === undefined || without === undefined) return null
    const more = differences(errors, full.errors)
    const violation = (mean(errors) + RESOLUTION * total) / (mean(full.errors) + RESOLUTION * total)
    const isNoWorse = mean(errors) < RESOLUTION * total || (mean(more) <= WORSE * errorOf(more) && violation < 1.5)
    const lost = differences(without, errors)
    tested.push({ symmetry, violation, isSymmetry: isNoWorse && mean(lost) > NEEDED * errorOf(lost) })
  }
  return { unexplained, tested }
}

interface Reduction {
  readonly columns: readonly Float64Array[]
  /** Those that the change does not move. */
  readonly others: readonly Float64Array[]
  /** By which the target is divided first. */
  readonly divisor: Float64Array | null
}

/** The inputs with invariants in place of those that are moved; null where that has no values. */
function reduce(symmetry: TargetSymmetry, table: DomainTable): Reduction | null {
  const others = table.x.filter((_, j) => !symmetry.inputs.includes(j))
  if (symmetry.kind === 'parity') {
    // half of the space says all: mirrored rows are brought there, with a target that is odd reversed
    const [first] = symmetry.inputs
    const side = table.x[first!]!.map((value) => (value < 0 ? -1 : 1))
    const columns = symmetry.inputs.map((j) => table.x[j]!.map((value, row) => side[row]! * value))
    return { columns: [...others, ...columns], others, divisor: symmetry.sign === -1 ? side : null }
  }
  if (symmetry.kind === 'exchange') {
    const [a, b] = symmetry.inputs.map((j) => table.x[j]!) as [Float64Array, Float64Array]
    const columns = [a.map((value, row) => Math.min(value, b[row]!)), a.map((value, row) => Math.max(value, b[row]!))]
    return { columns: [...others, ...columns], others, divisor: null }
  }
  if (symmetry.kind === 'scale') {
    const size = Float64Array.from(table.y, (_, row) => Math.hypot(...symmetry.inputs.map((j) => table.x[j]![row]!)))
    const columns = symmetry.inputs.map((j) => table.x[j]!.map((value, row) => value / size[row]!))
    return { columns: [...others, ...columns], others, divisor: size.map((value) => value ** symmetry.degree) }
  }
  const names = table.inputs.map(({ name }) => name)
  const rowPoint = (row: number) => table.x.map((values) => values[row]!)
  const invariants = invariantsOf(symmetry, names).map((expression) => {
    const f = toFunction(expression, names)
    return Float64Array.from(table.y, (_, row) => f(rowPoint(row)))
  })
  return invariants.every((values) => values.every(Number.isFinite)) ? { columns: [...others, ...invariants], others, divisor: null } : null // prettier-ignore
}

/** Parity says nothing where an input has one sign alone. */
function hasBothSides({ kind, inputs }: TargetSymmetry, table: DomainTable): boolean {
  if (kind !== 'parity') return true
  return inputs.every((j) => {
    const negative = table.x[j]!.filter((value) => value < 0).length
    return negative > 0.2 * table.n && negative < 0.8 * table.n
  })
}

interface FittedErrors {
  readonly errors: Float64Array
  readonly predict: (point: Float64Array) => number
}

/** Squared errors of held-out rows; null where it is told to stop. */
function errorsOn(
  columns: readonly Float64Array[],
  y: Float64Array,
  divisor: Float64Array | null,
  { training, heldOut }: { readonly training: readonly number[]; readonly heldOut: readonly number[] },
  shouldStop: () => boolean
): FittedErrors | null {
  const centres = columns.map(mean)
  const spreads = columns.map((values) => standardDeviation(values) || 1)
  const scaled = (point: ArrayLike<number>) => Float64Array.from(columns, (_, j) => (point[j]! - centres[j]!) / spreads[j]!) // prettier-ignore
  const at = (row: number) => scaled(columns.map((values) => values[row]!))
  const target = Float64Array.from(training, (row) => y[row]! / (divisor?.[row] ?? 1))
  const level = mean(target)
  if (columns.length === 0)
    return { errors: Float64Array.from(heldOut, (row) => (level * (divisor?.[row] ?? 1) - y[row]!) ** 2), predict: () => level } // prettier-ignore
  const size = standardDeviation(target) || 1
  const fit = kernelRidge({ points: training.map(at), targets: [target.map((value) => (value - level) / size)] }, shouldStop) // prettier-ignore
  if (fit === null || shouldStop()) return null
  const value = (point: Float64Array) => level + size * fit.predict(point)[0]!
  return {
    errors: Float64Array.from(heldOut, (row) => (value(at(row)) * (divisor?.[row] ?? 1) - y[row]!) ** 2),
    predict: (point) => value(scaled(point))
  }
}

function slopeAt(f: (point: Float64Array) => number, point: Float64Array, j: number, step: number): number {
  const [ahead, behind] = [point.slice(), point.slice()]
  ahead[j] = point[j]! + step
  behind[j] = point[j]! - step
  return (f(ahead) - f(behind)) / (2 * step)
}

function differences(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!)
}

function errorOf(values: Float64Array): number {
  return standardDeviation(values) / Math.sqrt(values.length)
}

function squaredSpread(y: Float64Array, rows: readonly number[]): number {
  return standardDeviation(rows.map((row) => y[row]!)) ** 2
}
