import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { dot, orthonormalBase, takeOut } from '../../../../../src/worker/numeric/orthonormalBase.ts'
import { createCollider } from '../../../../../src/worker/methods/closedForm/collisions.ts'
import {
  createDictionary,
  type Dictionary,
  type DictionaryOptions
} from '../../../../../src/worker/methods/closedForm/dictionary.ts'
import { exactPairs, exactTriples } from '../../../../../src/worker/methods/closedForm/exactPairs.ts'
import { nearPairs } from '../../../../../src/worker/methods/closedForm/nearPairs.ts'

const ROWS = 40
const random = createRandom(5)
const draw = () => Float64Array.from({ length: ROWS }, () => random.normal())
const combine = (...parts: (readonly [number, Float64Array])[]) =>
  Float64Array.from({ length: ROWS }, (_, i) => parts.reduce((sum, [factor, column]) => sum + factor * column[i]!, 0))

const ones = new Float64Array(ROWS).fill(1)
const base = orthonormalBase([ones, draw()], ones)
const columns = Array.from({ length: 300 }, draw)

/** Of columns of the list above; all of them are kept whole unless told otherwise. */
function dictionaryOf(given: Partial<DictionaryOptions<number>> = {}): Dictionary<number> {
  const again = (i: number) => columns[i]!
  const usual = { base, rows: ROWS, capacity: 400, whole: 400, precision: 'double', again, targets: [] } as const
  return createDictionary({ ...usual, ...given })
}

function filled(given: Partial<DictionaryOptions<number>> = {}): Dictionary<number> {
  const dictionary = dictionaryOf(given)
  columns.forEach((column, i) => dictionary.add(column, i))
  return dictionary
}

describe('a dictionary modulo its base', () => {
  test('takes a column once, whatever its factor and its part in the base', () => {
    const dictionary = filled()
    expect(dictionary.size()).toBe(300)
    expect(dictionary.add(combine([-3, columns[7]!], [5, ones]), 999)).toBe(false)
    expect(dictionary.size()).toBe(300)
  })

  test.each([
    ['in the base', combine([4, ones])],
    ['not finite', new Float64Array(ROWS).fill(NaN)],
    ['zero', new Float64Array(ROWS)]
  ])('refuses a column that is %s', (_, column) => {
    expect(filled().add(column, 0)).toBe(false)
  })

  test('keeps columns of length 1 across the base', () => {
    const column = filled().column(11)
    // rounding of 40 products
    expect(dot(column, column)).toBeCloseTo(1, 12)
    expect(dot(column, base[1]!)).toBeCloseTo(0, 12)
  })

  test('tells what a column explains of its targets, added or not', () => {
    const target = takeOut(base, columns[20]!)!
    const dictionary = dictionaryOf({ capacity: 1, targets: [target] })
    const shares = new Float64Array(1)
    expect(dictionary.explain(combine([-2, columns[20]!], [7, ones]), shares)).toBe(true)
    expect(shares[0]).toBeCloseTo(1, 9)
    dictionary.add(columns[20]!, 1)
    expect(Math.abs(dictionary.along(0)[0]!)).toBeCloseTo(1, 9)
    expect(dictionary.explain(ones, shares)).toBe(false)
  })

  test('makes columns again that are not kept whole', () => {
    const [some, all] = [filled({ whole: 100 }), filled()]
    expect([some.whole(), all.whole(), some.size()]).toEqual([100, 300, 300])
    for (const i of [0, 99, 100, 101, 299]) {
      const column = all.column(i)
      // of length 1, whose products are summed in another order
      some.column(i).forEach((value, k) => expect(Math.abs(value - column[k]!)).toBeLessThan(1e-14))
    }
    expect(some.products(columns[7]!)).toEqual(all.products(columns[7]!, 0, 100))
  })

  test('is full at its capacity', () => {
    const dictionary = dictionaryOf({ capacity: 2 })
    columns.forEach((column, i) => dictionary.add(column, i))
    expect([dictionary.size(), dictionary.isFull()]).toEqual([2, true])
  })
})

const sorted = (ids: readonly number[]) => ids.toSorted((a, b) => a - b)

test.each([400, 100, 0])('the one exact pair among 45 000 is found, and no other, with %i columns whole', (whole) => {
  const target = takeOut(base, combine([2, columns[17]!], [-0.3, columns[250]!], [9, ones]))!
  const dictionary = filled({ whole, targets: [target] })
  const found = exactPairs(dictionary, target, dictionary.along(0), createCollider(400), 10)
  expect(found.map(sorted)).toEqual([[17, 250]])
})

test('pairs of columns that were compared before are not looked for again', () => {
  const dictionary = filled()
  const target = takeOut(base, combine([2, columns[17]!], [-0.3, columns[250]!]))!
  const along = dictionary.products(target)
  const collider = createCollider(400)
  expect(exactPairs(dictionary, target, along, collider, 10, 250).map(sorted)).toEqual([[17, 250]])
  expect(exactPairs(dictionary, target, along, collider, 10, 251)).toEqual([])
})

test('a pair that only nearly gives the target is not an exact one', () => {
  const dictionary = filled()
  const target = takeOut(base, combine([2, columns[17]!], [-0.3, columns[250]!], [1e-3, columns[60]!]))!
  expect(exactPairs(dictionary, target, dictionary.products(target), createCollider(400), 10)).toEqual([])
})

test('the exact triple is found from one of its columns', () => {
  const dictionary = filled()
  const target = takeOut(base, combine([1, columns[3]!], [0.5, columns[100]!], [-2, columns[200]!]))!
  const along = dictionary.products(target)
  const found = [...exactTriples(dictionary, target, along, [2, 3, 4], 400, createCollider(400))]
  expect(found.filter((triple) => triple !== null).map(sorted)).toContainEqual([3, 100, 200])
})

test('columns that depend on each other without the target are not a triple', () => {
  const dictionary = dictionaryOf()
  const dependent = combine([1, columns[0]!], [1, columns[1]!])
  for (const [i, column] of [columns[0]!, columns[1]!, dependent].entries()) dictionary.add(column, i)
  const target = takeOut(base, columns[9]!)!
  const found = [...exactTriples(dictionary, target, dictionary.products(target), [0], 3, createCollider(400))]
  expect(found.filter((triple) => triple !== null)).toEqual([])
})

test.each(['double', 'single'] as const)('in noise the pair that explains most comes first, with %ss', (precision) => {
  const dictionary = filled({ precision })
  // a tenth of noise: no chance pair of 45 000 explains nine tenths of 40 rows
  const target = takeOut(base, combine([1, columns[17]!], [1, columns[250]!], [0.1, draw()]))!
  const search = nearPairs(dictionary, target, { costOf: (k) => k, size: 300, seeds: 10, keep: 5 })
  let step = search.next()
  while (step.done !== true) step = search.next()
  expect(sorted(step.value[0]!)).toEqual([17, 250])
})

test('in noise the pairs of cheap columns are looked at, however late these were met', () => {
  const dictionary = filled()
  const target = takeOut(base, combine([1, columns[260]!], [1, columns[290]!], [0.1, draw()]))!
  // the last are the cheapest, and there are no seeds
  const search = nearPairs(dictionary, target, { costOf: (k) => -k, size: 60, seeds: 0, keep: 5 })
  let step = search.next()
  while (step.done !== true) step = search.next()
  expect(sorted(step.value[0]!)).toEqual([260, 290])
})
