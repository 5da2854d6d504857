import { orthonormalBase, projectOut, takeOut, weighted } from '../../numeric/orthonormalBase.ts'
import { pickRows } from '../../numeric/pickRows.ts'
import { createTopList, type TopList } from '../closedForm/topList.ts'
import type { AtomLevel, Argument, Multiplier } from './atoms.ts'
import type { Bench } from './bench.ts'
import type { Curve } from './curve.ts'
import { linearize, type Model } from './model.ts'
import { shapedTerm, sharedTerm, type TermShape } from './shapedTerm.ts'
import type { Term } from './term.ts'

/** Columns that are compared with each other, all at once: some million pairs. */
const MAX_COLUMNS = 3600
/** Start values of one curve where there are too many columns for all; curves of a plain input keep theirs. */
const STARTS = [Infinity, 20, 14, 10] as const
/** Share of the pairs for those of the same curve on the same argument. */
const ALIKE = 1 / 3
/** Dearest argument and multiplier of a term, together; of several inputs there are too many for any but the plainest. */
const MAX_COSTS = [2.4, 1.4, 1] as const
/** A pair whose columns leave less than this of each other only differs by rounding. */
const DEPENDENT = 1e-9

type CurveShape = TermShape & {
  readonly curve: Curve
  readonly argument: { readonly u: Argument; readonly v: Argument }
}

/** A curve at one of its start values, without its part in the base, of length 1. */
interface Column {
  readonly shape: TermShape
  readonly c: number
  readonly rest: Float64Array
  /** Its length before. */
  readonly length: number
  /** Scalar product with what the model leaves. */
  readonly along: number
}

/** Two columns that become two terms, or one where they are the same curve with the same number, times different products. */
interface Pair {
  readonly columns: readonly [Column, Column]
  readonly isShared: boolean
}

/**
 * What to add to a model, best first: `keep` pairs of terms with one number each that together explain most of what it
 * leaves, and curves times a sum of two products. Two terms that nearly cancel explain next to nothing alone, so that no
 * search term by term would meet them. All pairs of start values are compared by the scalar products of their columns.
 * None where the columns would be too many.
 */
export function screenPairs(bench: Bench, model: Model, level: AtomLevel, keep: number): (readonly Term[])[] {
  const groups = columnGroups(bench, model, level)
  // terms of one kind, as decays are, are likelier than their start values let them seem
  const alike = createTopList<Pair>(Math.ceil(keep * ALIKE))
  const others = createTopList<Pair>(Math.ceil(keep * (1 - ALIKE)))
  for (const [g, group] of groups.entries()) {
    for (const other of groups.slice(g)) {
      if (bench.shouldStop()) return []
      offerOptima(group, other, isSameCurve(group[0], other[0]) ? alike : others)
    }
    bench.countTerms(group.length)
  }
  return [...alike.take(), ...others.take()].flatMap(({ item: { columns, isShared } }) => {
    const [a, b] = columns
    if (!isShared) return [[shapedTerm(a.shape, a.c, NaN), shapedTerm(b.shape, b.c, NaN)]]
    const multipliers = [a.shape.multiplier, b.shape.multiplier] as const
    const term = sharedTerm(a.shape, multipliers, [a.c, shareOf(a, b)], bench.operators)
    return term === null ? [] : [[term]]
  })
}

/** The columns of every shape: curve, argument and multiplier. */
function columnGroups(bench: Bench, { view, program, params }: Model, level: AtomLevel): Column[][] {
  const n = bench.rows.length
  const { values, jacobian } = linearize(program, bench.x, params, n)
  const roots = Float64Array.from(bench.rows, (row) => Math.sqrt(view.weights?.[row] ?? 1))
  const base = orthonormalBase(
    jacobian.map((column) => column.slice()),
    roots
  )
  const left = pickRows(view.target, bench.rows).map((value, i) => value - values[i]!)
  const rest = takeOut(base, weighted(left, roots))
  if (rest === null) return []
  const [plan] = MAX_COSTS.flatMap((maxCost) => {
    const shapes = shapesOf(level, maxCost)
    const starts = STARTS.find((most) => columnCount(shapes, most) <= MAX_COLUMNS)
    return starts === undefined ? [] : [{ shapes, starts }]
  })
  if (plan === undefined) return []
  const { shapes, starts } = plan
  return shapes.map((shape): Column[] => {
    const { curve, argument, multiplier, isLogarithm } = shape
    const all = level.columns.of(curve, argument.u, argument.v, isLogarithm)
    const grid = costOf(shape) > 1 ? thinned(all, starts) : all
    return grid.flatMap(({ c, values: column }) => {
      const own = column.map((value, i) => value * multiplier.values[i]! * roots[i]!)
      const square = dot(own, own)
      const length = Math.sqrt(projectOut(base, own))
      if (!(length > Math.sqrt(DEPENDENT * square))) return []
      for (let i = 0; i < n; i++) own[i] = own[i]! / length
      return [{ shape, c, rest: own, length, along: dot(own, rest) }]
    })
  })
}

/** Curves with one number of one argument, times a product of inputs. */
function shapesOf({ blocks }: AtomLevel, maxCost: number): CurveShape[] {
  return blocks.flatMap(({ curves, arguments: args, multipliers, isLogarithm }) =>
    curves
      .filter(({ numbers, arity }) => numbers === 1 && arity === 1)
      .flatMap((curve) =>
        args.flatMap((argument) =>
          multipliers
            .filter((multiplier) => isPlain(multiplier) && costOf({ argument, multiplier }) <= maxCost)
            .map((multiplier) => ({ curve, argument, multiplier, isLogarithm }))
        )
      )
  )
}

function isPlain({ numbers }: Multiplier): boolean {
  return numbers.length === 0
}

function columnCount(shapes: readonly CurveShape[], most: number): number {
  return shapes.reduce((sum, shape) => {
    const { u, v } = shape.argument
    const starts = shape.curve.first({ u: u.values, v: v.values }).length
    return sum + (costOf(shape) > 1 ? Math.min(most, starts) : starts)
  }, 0)
}

function costOf({ argument, multiplier }: Pick<CurveShape, 'argument' | 'multiplier'>): number {
  return argument.u.product.cost + multiplier.cost
}

function thinned<Item>(list: readonly Item[], most: number): readonly Item[] {
  const step = Math.ceil(list.length / most)
  return step > 1 ? list.filter((_, i) => i % step === 0) : list
}

/** Offers every pair of start values that explains more than its neighbours do: there may be several optima. */
function offerOptima(group: readonly Column[], other: readonly Column[], top: TopList<Pair>): void {
  const isOwn = group === other
  const explained = group.map((a, i) => other.map((b, j) => (isOwn && j < i ? 0 : explainedBy(a, b))))
  const at = (i: number, j: number): number => (isOwn && j < i ? explained[j]?.[i] : explained[i]?.[j]) ?? 0
  const along = (i: number, j: number): number => (i === j ? at(i, j) : 0)
  const canShare = !isOwn && isSameCurve(group[0], other[0])
  for (const [i, row] of explained.entries()) {
    for (const [j, own] of row.entries()) {
      if (!(own > top.threshold() && own > 0)) continue
      const columns = [group[i]!, other[j]!] as const
      if (isHighest(own, i, j, at)) top.add(own, { columns, isShared: false })
      if (canShare && group[i]!.c === other[j]!.c && isHighest(own, i, j, along))
        top.add(own, { columns, isShared: true })
    }
  }
}

function isSameCurve(a: Column | undefined, b: Column | undefined): boolean {
  return a !== undefined && a.shape.curve === b?.shape.curve && a.shape.argument === b.shape.argument
}

/** The coefficient of the second column beside that of the first, by the normal equations. */
function shareOf(a: Column, b: Column): number {
  const shared = dot(a.rest, b.rest)
  const [first, second] = [a.along - shared * b.along, b.along - shared * a.along]
  return (second / b.length / first) * a.length
}

function isHighest(own: number, i: number, j: number, at: (i: number, j: number) => number): boolean {
  for (let di = -1; di <= 1; di++) for (let dj = -1; dj <= 1; dj++) if (at(i + di, j + dj) > own) return false
  return true
}

/** The share that two columns explain together, by the normal equations of two unknowns; 0 where they are the same. */
function explainedBy(a: Column, b: Column): number {
  const shared = dot(a.rest, b.rest)
  const apart = 1 - shared * shared
  if (apart < DEPENDENT) return 0
  return (a.along * a.along + b.along * b.along - 2 * a.along * b.along * shared) / apart
}

/** Four sums at a time, which the processor adds side by side. */
function dot(a: Float64Array, b: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  const whole = a.length - (a.length % 4)
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i]! * b[i]!
    s1 += a[i + 1]! * b[i + 1]!
    s2 += a[i + 2]! * b[i + 2]!
    s3 += a[i + 3]! * b[i + 3]!
  }
  for (let i = whole; i < a.length; i++) s0 += a[i]! * b[i]!
  return s0 + s1 + s2 + s3
}
