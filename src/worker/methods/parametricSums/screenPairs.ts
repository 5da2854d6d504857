import { projectOut } from '../../numeric/orthonormalBase.ts'
import { createTopList, type TopList } from '../closedForm/topList.ts'
import type { AtomLevel, Multiplier } from './atoms.ts'
import type { Bench } from './bench.ts'
import type { LeftOver } from './leftOver.ts'
import type { CurveShape } from './shapedTerm.ts'

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

/** A curve at one of its start values, without its part in the base, of length 1. */
interface Column {
  readonly shape: CurveShape
  readonly c: number
  readonly rest: Float64Array
  /** Scalar product with what the model leaves. */
  readonly along: number
}

/** Two curves with one number each, or one curve with one number under two multipliers. */
export interface PairShape {
  readonly shapes: readonly [CurveShape, CurveShape]
  /** Whether both have the same number. */
  readonly isShared: boolean
}

/** A pair at the start values of its one or two numbers. */
export interface PairStart {
  readonly pair: PairShape
  readonly numbers: readonly number[]
}

/**
 * The `keep` pairs of curves with one number each that together explain most of what a model leaves, and curves times a
 * sum of two products. Two terms that nearly cancel explain next to nothing alone, so that no search term by term would
 * meet them. All pairs of start values are compared by the scalar products of their columns. None where the columns would
 * be too many.
 */
export function screenPairs(bench: Bench, leftOver: LeftOver, level: AtomLevel, keep: number): PairStart[] {
  const groups = columnGroups(leftOver, level)
  // terms of one kind, as decays are, are likelier than their start values let them seem
  const alike = createTopList<PairStart>(Math.ceil(keep * ALIKE))
  const others = createTopList<PairStart>(Math.ceil(keep * (1 - ALIKE)))
  for (const [g, group] of groups.entries()) {
    for (const other of groups.slice(g)) {
      if (bench.shouldStop()) return []
      offerOptima(group, other, isSameCurve(group[0], other[0]) ? alike : others)
    }
    bench.countTerms(group.length)
  }
  return [...alike.take(), ...others.take()].map(({ item }) => item)
}

/** The columns of every shape: curve, argument and multiplier. */
function columnGroups({ roots, base, rest }: LeftOver, level: AtomLevel): Column[][] {
  const n = rest.length
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
      return [{ shape, c, rest: own, along: dot(own, rest) }]
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
function offerOptima(group: readonly Column[], other: readonly Column[], top: TopList<PairStart>): void {
  const isOwn = group === other
  const explained = group.map((a, i) => other.map((b, j) => (isOwn && j < i ? 0 : explainedBy(a, b))))
  const at = (i: number, j: number): number => (isOwn && j < i ? explained[j]?.[i] : explained[i]?.[j]) ?? 0
  const along = (i: number, j: number): number => (i === j ? at(i, j) : 0)
  const canShare = !isOwn && isSameCurve(group[0], other[0])
  for (const [i, row] of explained.entries()) {
    for (const [j, own] of row.entries()) {
      if (!(own > top.threshold() && own > 0)) continue
      const [a, b] = [group[i]!, other[j]!]
      const start = (isShared: boolean): PairStart => ({
        pair: { shapes: [a.shape, b.shape], isShared },
        numbers: isShared ? [a.c] : [a.c, b.c]
      })
      if (isHighest(own, i, j, at)) top.add(own, start(false))
      if (canShare && a.c === b.c && isHighest(own, i, j, along)) top.add(own, start(true))
    }
  }
}

function isSameCurve(a: Column | undefined, b: Column | undefined): boolean {
  return a !== undefined && a.shape.curve === b?.shape.curve && a.shape.argument === b.shape.argument
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
