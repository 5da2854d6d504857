import { describe, expect, test } from 'vitest'
import { bestSubsets } from '../../../../src/worker/numeric/bestSubsets.ts'
import { gramOf } from '../../../../src/worker/numeric/gram.ts'
import { leastSquares } from '../../../../src/worker/numeric/leastSquares.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'

const goOn = () => false

function randomColumns(p: number, m: number, seed: number): Float64Array[] {
  const random = createRandom(seed)
  return Array.from({ length: p }, () => Float64Array.from({ length: m }, random.normal))
}

/** All subsets of a size by brute force. */
function subsetsOf(p: number, size: number): number[][] {
  if (size === 0) return [[]]
  return Array.from({ length: p }, (_, last) => subsetsOf(last, size - 1).map((rest) => [...rest, last])).flat()
}

describe('bestSubsets', () => {
  test('gives the same as trying every subset by least squares', () => {
    const columns = randomColumns(8, 30, 1)
    const y = randomColumns(1, 30, 2)[0]!
    const gram = gramOf(columns, y, null, false)!
    const total = y.reduce((sum, value) => sum + value * value, 0)
    const found = bestSubsets(gram, { maxSize: 4, keep: 3, shouldStop: goOn })
    expect(found).toHaveLength(4)
    for (const [k, subsets] of found.entries()) {
      const all = subsetsOf(8, k + 1)
        .map((chosen) => ({
          chosen,
          rss: leastSquares(
            chosen.map((c) => columns[c]!),
            y
          )!.rss
        }))
        .sort((a, b) => a.rss - b.rss)
      expect(subsets.map(({ columns: chosen }) => chosen)).toEqual(all.slice(0, 3).map(({ chosen }) => chosen))
      for (const [i, { left }] of subsets.entries()) expect(left).toBeCloseTo(all[i]!.rss / total, 10)
    }
  })

  test('finds five planted columns among two hundred, where trying all is out of the question', () => {
    const columns = randomColumns(200, 120, 3)
    const planted = [7, 31, 90, 144, 199]
    const y = columns[0]!.map((_, i) => planted.reduce((sum, c, k) => sum + (k + 1) * columns[c]![i]!, 0))
    const found = bestSubsets(gramOf(columns, y, null, false)!, { maxSize: 5, keep: 20, shouldStop: goOn })
    expect(found[4]![0]!.columns).toEqual(planted)
    expect(found[4]![0]!.left).toBeLessThan(1e-12)
  })

  test('takes back a column that two later ones make needless', () => {
    // the sum is the best single predictor, though the target needs the two parts in another ratio
    const [a, b, noise] = randomColumns(3, 60, 4)
    const sum = a!.map((value, i) => value + b![i]! + 0.05 * noise![i]!)
    const y = a!.map((value, i) => value + 1.2 * b![i]!)
    const found = bestSubsets(gramOf([sum, a!, b!], y, null, true)!, { maxSize: 2, keep: 1, shouldStop: goOn })
    expect(found.map(([best]) => best!.columns)).toEqual([[0], [1, 2]])
  })

  test('never puts two copies of a column into one subset', () => {
    const [a, b] = randomColumns(2, 30, 5)
    const columns = [a!, a!.map((value) => 3 * value), b!]
    const found = bestSubsets(
      gramOf(
        columns,
        a!.map((value, i) => value + b![i]!),
        null,
        false
      )!,
      {
        maxSize: 3,
        keep: 5,
        shouldStop: goOn
      }
    )
    expect(found).toHaveLength(2)
    expect(found[1]!.map(({ columns: chosen }) => chosen)).not.toContainEqual([0, 1])
  })

  test('stops when told, with what it has', () => {
    const gram = gramOf(randomColumns(50, 60, 6), randomColumns(1, 60, 7)[0]!, null, false)!
    let calls = 0
    const found = bestSubsets(gram, { maxSize: 5, keep: 5, shouldStop: () => ++calls > 2 })
    expect(found.length).toBeLessThan(4)
  })
})

describe('gramOf', () => {
  test('is null for a target without variance around its mean', () => {
    expect(gramOf(randomColumns(2, 10, 8), new Float64Array(10).fill(4), null, true)).toBeNull()
  })

  test('gives a constant column nothing after centring', () => {
    const [y] = randomColumns(1, 10, 9)
    expect(Array.from(gramOf([new Float64Array(10).fill(4)], y!, null, true)!.matrix)).toEqual([0])
  })

  test('weighs rows', () => {
    // the last row alone has weight: column and target are then both one number
    const gram = gramOf([Float64Array.of(1, 2, 3)], Float64Array.of(5, -1, -2), Float64Array.of(0, 0, 1), false)!
    expect(gram.cross[0]).toBeCloseTo(-1, 12)
  })
})
