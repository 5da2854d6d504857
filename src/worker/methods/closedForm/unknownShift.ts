import { apply, param, type Expr } from '../../../shared/domain/expr.ts'
import { goldenSection } from '../../numeric/goldenSection.ts'
import { offerProduct } from './productLaws.ts'
import type { ProductSearch } from './productSearch.ts'
import { logMagnitude } from './screeningRows.ts'
import type { SumTarget } from './sumTarget.ts'
import { createTopList } from './topList.ts'
import type { Workbench } from './workbench.ts'

/** Offsets tried beyond either end of T(y), in ranges of T(y). */
const DISTANCES = [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]
/** Factors that are looked at for every offset. */
const FACTORS = 6000
/** What that costs, in columns evaluated. */
const COLUMNS = 60
const REFINED = 6
const STEPS = 30
const TURNS = 3
const TRANSFORMS: readonly SumTarget['id'][] = ['identity', 'reciprocal', 'square', 'log']

/**
 * T(y) = b + product with an unknown b: the product with no or one factor is linear in the logarithm for every b, so a
 * grid over b and golden section on what is left find both.
 */
export function* unknownShifts(
  bench: Workbench,
  targets: readonly SumTarget[],
  products: ProductSearch
): Generator<void> {
  const { screening, operators } = bench
  if (!operators.has('add') || !operators.has('sub')) return
  for (const target of targets.filter(({ id }) => TRANSFORMS.includes(id))) {
    const values = target.values(screening.x, screening.y)
    if (!values.every(Number.isFinite)) continue
    const grid = offsets(values)
    const logAt = (b: number) => logMagnitude(values.map((value) => value - b))
    const best = createTopList<{ readonly at: number; readonly factor: number | null }>(REFINED)
    for (const [at, b] of grid.entries()) {
      const log = logAt(b)
      const { left, factor } = products.bestSingle(log, FACTORS)
      best.add(-products.left(log, null), { at, factor: null })
      if (factor !== null) best.add(-left, { at, factor })
      bench.countColumns(COLUMNS)
      yield
    }
    for (const { item } of best.take()) {
      // within its side of the data: across it log|T(y) − b| has poles
      const [low, high] = bracket(grid, item.at)
      let factor = item.factor
      let b = goldenSection(low, high, STEPS, (offset) => products.left(logAt(offset), factor))
      for (let turn = 0; turn < TURNS; turn++) {
        // at a better offset another factor may be the best one
        const better = products.bestSingle(logAt(b), FACTORS).factor
        if (better === null || better === factor) break
        factor = better
        b = goldenSection(low, high, STEPS, (offset) => products.left(logAt(offset), better))
      }
      bench.countColumns(TURNS * COLUMNS)
      const written = factor === null ? [] : [products.written(factor)]
      const shifted = {
        id: `${target.id} less a number`,
        isPlain: false,
        transform: ({ x, y }: { readonly x: readonly Float64Array[]; readonly y: Float64Array }) =>
          target.values(x, y).map((value) => value - b),
        invert: (product: Expr) => target.invert(apply('add', product, param(b)))
      }
      offerProduct(bench, shifted, written)
      if (bench.proposals.isExact()) return
      yield
    }
  }
}

/** Numbers below and above all values, ascending; the two in the middle are next to the data. */
function offsets(values: Float64Array): number[] {
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const range = high - low
  return [
    ...DISTANCES.toReversed().map((distance) => low - distance * range),
    ...DISTANCES.map((distance) => high + distance * range)
  ]
}

function bracket(grid: readonly number[], at: number): [number, number] {
  const half = grid.length / 2
  const isBelow = at < half
  const first = isBelow ? 0 : half
  const last = isBelow ? half - 1 : grid.length - 1
  return [grid[Math.max(first, at - 1)]!, grid[Math.min(last, at + 1)]!]
}
