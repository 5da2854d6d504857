import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ColumnStore, ColumnStoreOptions } from '../../../../src/worker/kernel/columnStore.ts'
import { createColumnStore } from '../../../../src/worker/kernel/createColumnStore.ts'
import { createPlainColumnStore } from '../../../../src/worker/kernel/plain/columnStore.ts'
import { orthonormalBase, takeOut } from '../../../../src/worker/numeric/orthonormalBase.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { anyDouble } from './anyDouble.ts'

const random = createRandom(3)
const noise = (rows: number): Float64Array => Float64Array.from({ length: rows }, () => random.normal())

function options(rows: number, inputs: number, capacity = 4000, whole = capacity): ColumnStoreOptions {
  const columns = [new Float64Array(rows).fill(1), ...Array.from({ length: inputs }, () => noise(rows))]
  return {
    rows,
    base: orthonormalBase(columns, new Float64Array(rows).fill(1)),
    directions: [noise(rows), noise(rows)],
    capacity,
    whole,
    precision: 'double'
  }
}

/** Both stores with the same columns; the answers to each addition are compared. */
function both(own: ColumnStoreOptions, columns: readonly Float64Array[]): [ColumnStore, ColumnStore] {
  const [fast, plain] = [createColumnStore(own), createPlainColumnStore(own)]
  expect(columns.map((column) => fast.add(column))).toEqual(columns.map((column) => plain.add(column)))
  return [fast, plain]
}

function expectNear(a: Float64Array, b: Float64Array): void {
  expect(a).toHaveLength(b.length)
  // vectors of length 1, or 10 for directions, whose rows are summed in another order
  a.forEach((value, i) => expect(Math.abs(value - b[i]!)).toBeLessThan(1e-12))
}

describe('a store of columns', () => {
  test.each([
    [8, 0],
    [9, 2],
    [80, 6],
    [150, 11]
  ])('of %i rows modulo %i inputs holds what the plain one holds', (rows, inputs) => {
    const own = options(rows, inputs)
    const [fast, plain] = both(
      own,
      Array.from({ length: 2100 }, () => noise(rows))
    )
    const vector = noise(rows)
    expectNear(fast.products(vector), plain.products(vector))
    expectNear(fast.products(vector, 1022, 1027), plain.products(vector, 1022, 1027))
    for (const index of [0, 1, 1023, 1024, 2099]) expectNear(fast.column(index), plain.column(index))
    for (const direction of [0, 1]) expectNear(fast.shadow(direction), plain.shadow(direction))
    fast.close()
  })

  test('gives products that do not depend on where they begin', () => {
    const own = options(77, 3)
    const [fast] = both(
      own,
      Array.from({ length: 50 }, () => noise(77))
    )
    const vector = noise(77)
    expect(fast.products(vector, 3, 40)).toEqual(fast.products(vector).slice(3, 40))
    fast.close()
  })

  test('takes a column, its multiples and its sums with the base but once', () => {
    const own = options(40, 2)
    const column = noise(40)
    const turned = column.map((value, i) => -3 * value + 5 * own.base[1]![i]!)
    const [fast] = both(own, [column, turned, own.base[2]!, new Float64Array(40), noise(40)])
    expect(fast.size).toBe(2)
    fast.close()
  })

  test('knows columns beyond those kept whole by their keys and shadows', () => {
    const columns = Array.from({ length: 30 }, () => noise(40))
    const [fast, plain] = both(options(40, 2, 100, 10), [...columns, columns[25]!])
    const vector = noise(40)
    expect([fast.size, fast.products(vector).length, plain.products(vector).length]).toEqual([30, 10, 10])
    expectNear(fast.shadow(1), plain.shadow(1))
    expectNear(fast.column(9), plain.column(9))
    expect(() => fast.column(10)).toThrow(RangeError)
    fast.close()
  })

  test.each([8, 9, 80, 150])('of singles of %i rows holds what the plain one holds', (rows) => {
    const own: ColumnStoreOptions = { ...options(rows, 2), precision: 'single' }
    const [fast, plain] = both(
      own,
      Array.from({ length: 1100 }, () => noise(rows))
    )
    const vector = noise(rows)
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
    const [products, expected] = [fast.products(vector), plain.products(vector)]
    // rounded to 24 bits are the vector, the products and their sums
    products.forEach((product, i) => expect(Math.abs(product - expected[i]!)).toBeLessThan(length * 2 ** -20))
    for (const index of [0, 1023, 1024, 1099]) {
      fast.column(index).forEach((value, i) => {
        expect(Math.abs(value - plain.column(index)[i]!)).toBeLessThanOrEqual(2 ** -23)
      })
    }
    expectNear(fast.shadow(1), plain.shadow(1))
    fast.close()
  })

  test('refuses columns beyond its capacity', () => {
    const own = options(20, 1, 3)
    const [fast] = both(
      own,
      Array.from({ length: 5 }, () => noise(20))
    )
    expect(fast.size).toBe(3)
    fast.close()
  })

  test('agrees with the plain one about columns of any doubles', () => {
    const own = options(12, 1)
    fc.assert(
      fc.property(fc.array(anyDouble, { minLength: 12, maxLength: 12 }), (values) => {
        const [fast] = both(own, [Float64Array.from(values)])
        fast.close()
      })
    )
  })

  test('says what a column explains of the directions, as the plain one does', () => {
    const own = options(60, 51, 0)
    const [fast, plain] = [createColumnStore(own), createPlainColumnStore(own)]
    for (let k = 0; k < 20; k++) {
      const column = noise(60)
      const [shares, expected] = [new Float64Array(2), new Float64Array(2)]
      expect(fast.explain(column, shares)).toBe(true)
      plain.explain(column, expected)
      // of 60 rows 52 directions are gone: a difference of squares that keeps at least one digit in ten
      shares.forEach((share, i) => expect(Math.abs(share / expected[i]! - 1)).toBeLessThan(1e-9))
    }
    fast.close()
  })

  test('explains a direction wholly by itself, and nothing by what is in the base or not finite', () => {
    const { base, rows } = options(30, 3)
    const target = takeOut(base, noise(rows))!
    const store = createColumnStore({ rows, base, directions: [target], capacity: 0, whole: 0, precision: 'double' })
    const shares = new Float64Array([7])
    for (const column of [base[2]!, new Float64Array(rows), noise(rows).fill(NaN, 3, 4), noise(rows).fill(1e13)]) {
      expect([store.explain(column, shares), shares[0]]).toEqual([false, 7])
    }
    expect(
      store.explain(
        target.map((value, i) => 2 * value - base[1]![i]!),
        shares
      )
    ).toBe(true)
    // the square of a vector of length 1 by way of two others: a few roundings
    expect(Math.abs(shares[0]! - 1)).toBeLessThan(1e-14 * 10)
    store.close()
  })

  test('knows nothing of a store that was closed before it', () => {
    const own = options(30, 1)
    const column = noise(30)
    const first = createColumnStore(own)
    first.add(column)
    first.close()
    const second = createColumnStore(own)
    expect([second.size, second.add(column), second.add(column)]).toEqual([0, true, false])
    second.close()
  })
})
