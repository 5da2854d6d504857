import { expect, test } from 'vitest'
import { solveCholesky } from '../../../../src/worker/numeric/cholesky.ts'

test('solves a positive definite system', () => {
  // [4 2; 2 3] [1; 2] = [8; 8]
  const out = new Float64Array(2)
  expect(solveCholesky(Float64Array.of(4, 2, 2, 3), Float64Array.of(8, 8), new Float64Array(4), out)).toBe(true)
  expect(out[0]).toBeCloseTo(1, 14)
  expect(out[1]).toBeCloseTo(2, 14)
})

test.each([
  ['singular', [1, 1, 1, 1]],
  ['indefinite', [1, 2, 2, 1]],
  ['not a number', [NaN, 0, 0, 1]]
])('says that a matrix is %s', (_, matrix) => {
  expect(
    solveCholesky(Float64Array.from(matrix), Float64Array.of(1, 1), new Float64Array(4), new Float64Array(2))
  ).toBe(false)
})
