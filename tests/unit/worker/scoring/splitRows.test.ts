import { expect, test } from 'vitest'
import { EXTRAPOLATION, TRAINING, VALIDATION } from '../../../../src/shared/domain/problem.ts'
import { endRows, splitRows } from '../../../../src/worker/scoring/splitRows.ts'

const ramp = (n: number) => Float64Array.from({ length: n }, (_, i) => i)

test('a small table is for training alone', () => {
  expect([...splitRows([ramp(39)], 1)]).toEqual(Array(39).fill(TRAINING))
})

test('a tenth of the rows, at both ends of the input, is kept for extrapolation and a fifth at random for validation', () => {
  const part = splitRows([ramp(100)], 1)
  const count = (kind: number) => part.filter((value) => value === kind).length
  expect([count(EXTRAPOLATION), count(VALIDATION), count(TRAINING)]).toEqual([10, 20, 70])
  // the ends of 0…99: five smallest and five largest
  expect([0, 1, 2, 3, 4, 95, 96, 97, 98, 99].every((row) => part[row] === EXTRAPOLATION)).toBe(true)
})

test('the same seed gives the same split, another seed another', () => {
  expect(splitRows([ramp(60)], 7)).toEqual(splitRows([ramp(60)], 7))
  expect(splitRows([ramp(60)], 7)).not.toEqual(splitRows([ramp(60)], 8))
})

test('every input gives rows at its ends', () => {
  const x = ramp(50)
  const z = Float64Array.from(x, (value) => Math.abs(value - 25))
  // share = floor(8 / 4) = 2 rows an end: x gives 0, 1, 48, 49; z is smallest at 25, 24 or 26 and largest at 0, 1, 49
  const rows = endRows([x, z], 8)
  for (const row of [0, 1, 48, 49, 25]) expect(rows).toContain(row)
})

test('equal values give no more rows than their share', () => {
  expect(endRows([new Float64Array(1000).fill(3)], 100).length).toBeLessThanOrEqual(100)
})
