import { expect, test } from 'vitest'
import { monomials } from '../../../../../src/worker/methods/closedForm/monomials.ts'

test('monomials come cheapest first, within their price range', () => {
  const found = monomials(2, { above: 0, limit: 2 })
  expect(found.map(({ cost }) => cost)).toEqual(found.map(({ cost }) => cost).toSorted((a, b) => a - b))
  // ±1 alone at 1, ±2 alone at 1.4, ±½ alone at 1.8, two of ±1 at 2: 4 of each, and no empty product
  expect(found).toHaveLength(16)
  expect(found.at(-1)!.exponents.map(Math.abs)).toEqual([1, 1])
})

test('ranges that follow each other give every monomial once', () => {
  const whole = monomials(3, { above: -1, limit: 4 })
  const slices = [
    [-1, 2],
    [2, 3],
    [3, 4]
  ].flatMap(([above, limit]) => monomials(3, { above: above!, limit: limit! }))
  const text = (list: typeof whole) => list.map(({ exponents }) => exponents.join()).sort()
  expect(text(slices)).toEqual(text(whole))
  expect(new Set(text(whole)).size).toBe(whole.length)
})

test.each([
  [2, true],
  [5, false]
])('half powers of %i inputs are made: %s', (inputs, isMade) => {
  const found = monomials(inputs, { above: 0, limit: 2 })
  expect(found.some(({ exponents }) => exponents.includes(0.5))).toBe(isMade)
})
