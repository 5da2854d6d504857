import { expect, test } from 'vitest'
import { rateAt } from '../../../../src/worker/tensor/learningRate.ts'

test.each([
  // half a cosine from 1 to 0.2 over 100 steps
  [{ first: 1, last: 0.2, warmUp: 0 }, 0, 1],
  [{ first: 1, last: 0.2, warmUp: 0 }, 50, 0.6],
  [{ first: 1, last: 0.2, warmUp: 0 }, 100, 0.2],
  // never zero, at the first step neither
  [{ first: 1, last: 0.2, warmUp: 10 }, 0, 0.1],
  [{ first: 1, last: 0.2, warmUp: 10 }, 9, 1],
  [{ first: 1, last: 0.2, warmUp: 10 }, 10, 1],
  [{ first: 1, last: 0.2, warmUp: 10 }, 100, 0.2]
])('the rate of %o at step %d of 100 is %d', (rate, step, expected) => {
  expect(rateAt(rate, step, 100)).toBeCloseTo(expected, 12)
})
