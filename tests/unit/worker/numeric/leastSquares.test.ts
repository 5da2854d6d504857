import { describe, expect, test } from 'vitest'
import { leastSquares } from '../../../../src/worker/numeric/leastSquares.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'

const line = Float64Array.of(0, 1, 2, 3)
const ones = Float64Array.of(1, 1, 1, 1)

describe('leastSquares', () => {
  test('fits a line with its standard errors', () => {
    // Σx = 6, Σx² = 14, ȳ = 2.5, Sxy = 4, Sxx = 5: slope 0.8, intercept 1.3; residuals −0.3, 0.9, −0.9, 0.3: RSS 1.8,
    // s² = 0.9, se(slope) = √(0.9/5), se(intercept) = √(0.9·14/(4·5))
    const fit = leastSquares([ones, line], Float64Array.of(1, 3, 2, 4))!
    expect(fit.coefficients[0]).toBeCloseTo(1.3, 12)
    expect(fit.coefficients[1]).toBeCloseTo(0.8, 12)
    expect(fit.rss).toBeCloseTo(1.8, 12)
    expect(fit.standardErrors![1]).toBeCloseTo(Math.sqrt(0.18), 12)
    expect(fit.standardErrors![0]).toBeCloseTo(Math.sqrt(0.63), 12)
  })

  test('solves the Wampler 1 problem, powers up to x⁵ with all coefficients 1', () => {
    // NIST Statistical Reference Datasets, Wampler1: certified coefficients 1, residual 0; condition about 1e7 after scaling
    const x = Float64Array.from({ length: 21 }, (_, i) => i)
    const columns = [0, 1, 2, 3, 4, 5].map((power) => x.map((value) => value ** power))
    const fit = leastSquares(
      columns,
      x.map((_, i) => columns.reduce((sum, column) => sum + column[i]!, 0))
    )!
    expect(fit.rank).toBe(6)
    for (const coefficient of fit.coefficients) expect(Math.abs(coefficient - 1)).toBeLessThan(1e-8)
  })

  test('does not care in which units a column is measured', () => {
    const random = createRandom(1)
    const a = Float64Array.from({ length: 30 }, random.normal)
    const b = Float64Array.from({ length: 30 }, random.normal)
    const y = a.map((value, i) => 2 * value - 3 * b[i]! + random.normal())
    const plain = leastSquares([a, b], y)!
    const scaled = leastSquares([a.map((value) => value * 1e-170), b.map((value) => value * 1e160)], y)!
    expect(scaled.coefficients[0]! * 1e-170).toBeCloseTo(plain.coefficients[0]!, 10)
    expect(scaled.coefficients[1]! * 1e160).toBeCloseTo(plain.coefficients[1]!, 10)
  })

  test('gives a column that repeats another the coefficient 0 and says so in the rank', () => {
    const fit = leastSquares([line, ones, line.map((value) => 2 * value)], Float64Array.of(1, 2, 3, 4))!
    expect(fit.rank).toBe(2)
    expect(fit.standardErrors).toBeNull()
    expect(Array.from(fit.coefficients).filter((value) => value === 0)).toHaveLength(1)
    expect(fit.rss).toBeLessThan(1e-25)
  })

  test('lets a weight of 0 take a row out', () => {
    const fit = leastSquares([ones, line], Float64Array.of(1, 3, 5, 1000), Float64Array.of(1, 1, 1, 0))!
    expect(fit.coefficients[0]).toBeCloseTo(1, 12)
    expect(fit.coefficients[1]).toBeCloseTo(2, 12)
  })

  test('fits the rows that it is told', () => {
    const fit = leastSquares([ones, line], Float64Array.of(1, 3, 1000, 7), null, Uint32Array.of(0, 1, 3))!
    expect(fit.coefficients[1]).toBeCloseTo(2, 12)
  })

  test.each([NaN, Infinity])('is null where a value is %d', (value) => {
    expect(leastSquares([ones, line], Float64Array.of(1, 3, value, 7))).toBeNull()
    expect(leastSquares([ones, Float64Array.of(1, value, 2, 3)], line)).toBeNull()
  })

  test('has no standard errors where there are as many columns as rows', () => {
    const fit = leastSquares([Float64Array.of(1, 1), Float64Array.of(0, 1)], Float64Array.of(3, 5))!
    expect(fit.standardErrors).toBeNull()
    expect(fit.coefficients[1]).toBeCloseTo(2, 12)
  })
})
