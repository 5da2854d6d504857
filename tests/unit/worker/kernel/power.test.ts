import fc from 'fast-check'
import { expect, test } from 'vitest'
import { halfPower, MAX_FAST_POWER } from '../../../../src/worker/kernel/power.ts'
import { anyDouble } from './anyDouble.ts'

test('agrees with ** for every double', () => {
  fc.assert(
    fc.property(anyDouble, fc.integer({ min: -2 * MAX_FAST_POWER, max: 2 * MAX_FAST_POWER }), (x, twice) => {
      const expected = x ** (twice / 2)
      const actual = halfPower(x, twice)
      if (Number.isFinite(expected) && expected !== 0) {
        // up to 12 roundings of half an ulp, grown by later multiplications; below 1e-300 digits are lost to underflow
        expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-14 * Math.abs(expected) + 1e-300)
      } else if (Number.isFinite(expected)) {
        expect(Math.abs(actual)).toBeLessThan(1e-300)
      } else {
        expect(actual).toEqual(expected)
      }
    }),
    { numRuns: 5000 }
  )
})
