import type { Random } from '../../numeric/random.ts'
import { kernelRidge } from '../../numeric/kernelRidge.ts'
import type { PairPart, PairTable, Points } from './pairTable.ts'

/** How well held-out images are told, beside how well shuffled ones are. */
export interface Foretold {
  /** Share of the mean square of the images about their mean that is left. */
  readonly unexplained: number
  /** Squared error of each held-out pair. */
  readonly errors: Float64Array
  /** Share of shuffled tables that are told as well. */
  readonly pValue: number
  /** The share left of each shuffled table. */
  readonly shuffled: Float64Array
}

const SHUFFLES = 999
/** Held-out pairs that the shuffles look at. */
const MOST_TESTED = 300

/** What any smooth function makes of the image of a point; null where it is told to stop. */
export function foretellFreely(table: PairTable, random: Random, shouldStop: () => boolean): Foretold | null {
  const { training, heldOut, pairs } = table
  const groups = pairs.parameters?.length ?? 1
  // which transformation it was is told by a coordinate of its own
  const withGroup = ({ from, group }: PairPart) =>
    groups === 1 ? from : from.map((point, p) => Float64Array.of(...point, (4 * group[p]!) / (groups - 1)))
  const d = training.to[0]!.length
  const targets = Array.from({ length: d }, (_, j) => Float64Array.from(training.to, (point) => point[j]!))
  const fit = kernelRidge({ points: withGroup(training), targets }, shouldStop)
  return fit === null || shouldStop() ? null : judgeForetold(withGroup(heldOut).map(fit.predict), heldOut, random)
}

/** Compares images that were told with those of the same pairs, and with those of pairs shuffled within each group. */
export function judgeForetold(told: Points, { to, group }: PairPart, random: Random): Foretold {
  const n = to.length
  const mean = Float64Array.from(to[0]!, (_, j) => to.reduce((sum, point) => sum + point[j]!, 0) / n)
  const total = to.reduce((sum, point) => sum + squaredDistance(point, mean), 0)
  const errors = Float64Array.from(to, (point, p) => squaredDistance(point, told[p]!))
  const unexplained = errors.reduce((sum, value) => sum + value, 0) / total
  const tested = Math.min(n, MOST_TESTED)
  const own = errors.subarray(0, tested).reduce((sum, value) => sum + value, 0)
  const spread = to.slice(0, tested).reduce((sum, point) => sum + squaredDistance(point, mean), 0)
  let better = 0
  const shuffled = Float64Array.from({ length: SHUFFLES }, () => {
    const order = shuffleWithin(group.subarray(0, tested), random)
    const error = order.reduce((sum, q, p) => sum + squaredDistance(to[q]!, told[p]!), 0)
    if (error <= own) better++
    return error / spread
  })
  return { unexplained, errors, pValue: (1 + better) / (1 + SHUFFLES), shuffled }
}

function shuffleWithin(group: Int32Array, random: Random): number[] {
  const members = new Map<number, number[]>()
  group.forEach((g, p) => members.set(g, [...(members.get(g) ?? []), p]))
  const order: number[] = new Array<number>(group.length).fill(0)
  for (const places of members.values()) random.shuffle([...places]).forEach((q, i) => (order[places[i]!] = q))
  return order
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += (a[j]! - b[j]!) ** 2
  return sum
}
