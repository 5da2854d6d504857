import type { Expr } from '../../../shared/domain/expr.ts'
import { variableNames } from '../../../shared/domain/expr.ts'
import { differentiate } from '../../../shared/expression/differentiate.ts'
import { toFunction } from '../../../shared/expression/evaluate.ts'
import type { Random } from '../../numeric/random.ts'
import { mean, standardDeviation } from '../../numeric/statistics.ts'
import type { DomainTable } from '../domain/domainTable.ts'
import { proposeSymmetries, type SlopedFunction } from './proposeSymmetries.ts'
import { moveBy, type TargetSymmetry } from './targetSymmetry.ts'

/** How a formula, or the rows, take one change. */
export interface TestedSymmetry {
  readonly symmetry: TargetSymmetry
  /** Change of the target under the group beside its change between unrelated points; of the rows, error beside error. */
  readonly violation: number
  readonly isSymmetry: boolean
}

const MOST_ROWS = 300
/** Elements of the group tried at each row. */
const ELEMENTS = 4
/** Relative changes that rounding explains. */
const ROUNDING = 1e-7
/** A law with fitted numbers may change by so much, if it fits the rows no worse then. */
const MOST_VIOLATION = 0.1
const WORSE = 2

/**
 * Tests a formula. It is symmetric where it does not change under finite elements of the group, up to what its fitted
 * numbers leave open: averaged over the group, it must fit the rows no worse.
 */
export function testLaw(law: Expr, table: DomainTable, random: Random): TestedSymmetry[] {
  const names = table.inputs.map(({ name }) => name)
  const f = toFunction(law, names)
  const inLaw = variableNames(law)
  const used = names.flatMap((name, j) => (inLaw.includes(name) ? [j] : []))
  const rows = Array.from({ length: Math.min(MOST_ROWS, table.n) }, (_, k) => Math.floor((k * table.n) / Math.min(MOST_ROWS, table.n))) // prettier-ignore
  const points = rows.map((row) => Float64Array.from(table.x, (values) => values[row]!))
  const gradient = names.map((name) => toFunction(differentiate(law, name), names))
  const sloped: SlopedFunction = {
    points,
    values: Float64Array.from(points, f),
    slopes: points.map((point) => Float64Array.from(gradient, (slope) => slope(point)))
  }
  const spreads = table.x.map(standardDeviation)
  const measured = rows.map((row) => table.y[row]!)
  return proposeSymmetries(sloped, used).map((symmetry) => testOne(symmetry, f, points, measured, spreads, random))
}

function testOne(
  symmetry: TargetSymmetry,
  f: (point: Float64Array) => number,
  points: readonly Float64Array[],
  measured: readonly number[],
  spreads: readonly number[],
  random: Random
): TestedSymmetry {
  let [violated, free, count] = [0, 0, 0]
  const worse: number[] = []
  points.forEach((x, p) => {
    const value = f(x)
    const images: number[] = []
    for (let k = 0; k < ELEMENTS; k++) {
      const { point, factor } = moveBy(symmetry, x, spreads, random)
      const image = f(point) / factor
      // what unrelated values of the same inputs do
      const other = x.slice()
      const stranger = points[random.integer(points.length)]!
      for (const input of symmetry.inputs) other[input] = stranger[input]!
      const elsewhere = f(other)
      if (!Number.isFinite(image + elsewhere + value)) continue
      images.push(image)
      violated += (image - value) ** 2
      free += (elsewhere - value) ** 2
      count++
    }
    if (images.length > 0) worse.push((mean([value, ...images]) - measured[p]!) ** 2 - (value - measured[p]!) ** 2)
  })
  const violation = Math.sqrt(violated / free)
  // where most of the moved points lie outside the formula's domain nothing is known
  const isSeen = count > (ELEMENTS * points.length) / 3 && free > 0
  const isNoWorse = mean(worse) <= (WORSE * standardDeviation(worse)) / Math.sqrt(worse.length)
  return {
    symmetry,
    violation,
    isSymmetry: isSeen && (violation < ROUNDING || (violation < MOST_VIOLATION && isNoWorse))
  }
}
