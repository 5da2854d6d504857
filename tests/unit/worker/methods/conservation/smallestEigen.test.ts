import { describe, expect, test } from 'vitest'
import { smallestEigen } from '../../../../../src/worker/methods/conservation/smallestEigen.ts'

describe('the smallest generalised eigenvalue', () => {
  test('is found with its vector', () => {
    // A = diag(4, 1), N = diag(1, 1/2): λ = 4 and 2, the smaller along the second axis
    const { value, vector } = smallestEigen([4, 0, 0, 1], [1, 0, 0, 0.5], 2)
    expect(value).toBeCloseTo(2, 12)
    expect(Math.abs(vector[0]! / vector[1]!)).toBeLessThan(1e-12)
  })

  test.each([
    ['changes', [NaN, 0, 0, 1], [1, 0, 0, 1]],
    ['noise', [1, 0, 0, 1], [Infinity, 0, 0, 1]]
  ])('is infinite where the %s are no numbers', (_, changes, noise) => {
    expect(smallestEigen(changes, noise, 2).value).toBe(Infinity)
  })

  test('is a number where noise moves no term', () => {
    const { value, vector } = smallestEigen([1, 0, 0, 2], [0, 0, 0, 0], 2)
    expect(Number.isNaN(value)).toBe(false)
    expect([...vector].every(Number.isFinite)).toBe(true)
  })
})
