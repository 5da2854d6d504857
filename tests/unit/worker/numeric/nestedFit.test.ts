import { describe, expect, test } from 'vitest'
import { nestedFit } from '../../../../src/worker/numeric/nestedFit.ts'
import { leastSquares } from '../../../../src/worker/numeric/leastSquares.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'

const N = 200
const random = createRandom(5)
const column = () => Float64Array.from({ length: N }, () => random.normal())
const ones = new Float64Array(N).fill(1)
const [a, b, noise] = [column(), column(), column()]
const sum = (weights: readonly number[], ...columns: readonly Float64Array[]) =>
  Float64Array.from({ length: N }, (_, i) => columns.reduce((total, own, k) => total + weights[k]! * own[i]!, 0))

describe('nested least squares', () => {
  test('leave what two fits apart leave', () => {
    const y = sum([2, 0.5, 1], a, b, noise)
    const fit = nestedFit([ones, a], [b], y)!
    const [small, large] = [leastSquares([ones, a], y)!.rss, leastSquares([ones, a, b], y)!.rss]
    expect(fit.rss).toBeCloseTo(small, 8)
    expect(fit.spare).toBe(N - 2)
    // F − 1 in its standard deviations, √(2/1), of one further column beside N − 3 spare rows
    expect(fit.excess).toBeCloseTo(((small - large) / (large / (N - 3)) - 1) / Math.SQRT2, 6)
  })

  test.each<[string, readonly Float64Array[], number]>([
    // F of chance is about 1, its excess within a few standard deviations
    ['a column without any part in y is chance', [b], 4],
    ['a column that is there already says nothing', [sum([1, 3], ones, a)], NaN]
  ])('%s', (_, more, below) => {
    const { excess } = nestedFit([ones, a], more, sum([2, 1], a, noise))!
    if (Number.isNaN(below)) expect(excess).toBeNaN()
    else expect(Math.abs(excess)).toBeLessThan(below)
  })

  test('there is none where a value is not finite', () => {
    expect(nestedFit([ones, a], [b], a.with(3, NaN))).toBeNull()
  })

  test('columns taken out before count as fitted', () => {
    expect(nestedFit([a], [b], noise, 10)!.spare).toBe(N - 11)
  })
})
