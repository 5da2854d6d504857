import { describe, expect, test } from 'vitest'
import { apply, constant, param, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import { compile } from '../../../../src/worker/kernel/program.ts'
import { covariance } from '../../../../src/worker/numeric/covariance.ts'
import { fitParams } from '../../../../src/worker/numeric/levenbergMarquardt.ts'
import { misra1a, thurber } from './strd.ts'

const x = variable('x')

function polynomial(coefficients: readonly Expr[]): Expr {
  return coefficients
    .map((c, power) => (power === 0 ? c : apply('mul', c, apply('pow', x, constant(power)))))
    .reduce((sum, term) => apply('add', sum, term))
}

const models = {
  // y = b1 (1 − exp(−b2 x))
  misra1a: apply('mul', param(0), apply('sub', constant(1), apply('exp', apply('neg', apply('mul', param(0), x))))),
  // y = (b1 + b2 x + b3 x² + b4 x³) / (1 + b5 x + b6 x² + b7 x³)
  thurber: apply(
    'div',
    polynomial([param(0), param(0), param(0), param(0)]),
    polynomial([constant(1), param(0), param(0), param(0)])
  )
}

describe('fitParams', () => {
  test.each([
    ['Misra1a from the far start', models.misra1a, misra1a, [500, 1e-4]],
    ['Misra1a from the near start', models.misra1a, misra1a, [250, 5e-4]],
    ['Thurber from the far start', models.thurber, thurber, [1000, 1000, 400, 40, 0.7, 0.3, 0.03]],
    ['Thurber from the near start', models.thurber, thurber, [1300, 1500, 500, 75, 1, 0.4, 0.05]]
  ])('finds the certified values of %s', (_, model, data, start) => {
    const program = compile(model, ['x'])
    const fit = fitParams(program, [data.x], data.y, null, start, { maxIterations: 200, tolerance: 1e-14 })
    if (fit.kind !== 'converged') throw new Error(`the fit ${fit.kind}`)
    expect(fit.rss / data.rss).toBeCloseTo(1, 9)
    const errors = covariance(program, [data.x], data.y, null, fit.params)!
    data.values.forEach((value, k) => {
      // six certified digits, as the dataset asks of good software; errors share them
      expect(Math.abs(fit.params[k]! / value - 1)).toBeLessThan(1e-6)
      expect(Math.abs(errors[k]! / data.errors[k]! - 1)).toBeLessThan(1e-5)
    })
  })

  test('reaches rounding level on data without noise', () => {
    const t = Float64Array.from({ length: 40 }, (_, i) => i / 4)
    const y = t.map((value) => 1.5 + 4.2 * Math.exp(-0.7 * value))
    const model = apply('add', param(1), apply('mul', param(1), apply('exp', apply('mul', param(-0.1), x))))
    const fit = fitParams(compile(model, ['x']), [t], y, null, [1, 1, -0.1])
    if (fit.kind !== 'converged') throw new Error(`the fit ${fit.kind}`)
    expect(fit.params[2]).toBeCloseTo(-0.7, 10)
    expect(fit.rss).toBeLessThan(1e-20)
  })

  test('never steps to where a row has no value', () => {
    // √(p − x) on x up to 3 with y falling to 0: p below 3 fits no better but is undefined
    const columns = [Float64Array.of(0, 1, 2, 3)]
    const program = compile(apply('sqrt', apply('sub', param(9), x)), ['x'])
    const fit = fitParams(program, columns, Float64Array.of(1, 0.5, 0.1, 0), null, [9])
    if (fit.kind === 'failed') throw new Error('the fit failed')
    expect(fit.params[0]).toBeGreaterThanOrEqual(3)
    expect(Number.isFinite(fit.rss)).toBe(true)
  })

  test('fails, and says no more, where the start has no value', () => {
    const program = compile(apply('log', apply('sub', x, param(5))), ['x'])
    expect(fitParams(program, [Float64Array.of(1, 9)], Float64Array.of(0, 1), null, [5])).toEqual({ kind: 'failed' })
  })

  test('fits the rows that it is told, by their weights', () => {
    const y = Float64Array.of(1, 1000, 2, 8)
    const program = compile(param(0), [])
    // rows 0, 2, 3 with weights 1, 1, 2: (1 + 2 + 16) / 4
    const options = { rows: Uint32Array.of(0, 2, 3) }
    const fit = fitParams(program, [Float64Array.of(0, 0, 0, 0)], y, Float64Array.of(1, 9, 1, 2), [0], options)
    if (fit.kind !== 'converged') throw new Error(`the fit ${fit.kind}`)
    // a step shorter than the tolerance 1e-10 of the value ends the fit
    expect(fit.params[0]).toBeCloseTo(4.75, 8)
  })

  test('leaves a parameter alone that the data do not see', () => {
    const program = compile(apply('add', apply('mul', param(3), constant(0)), param(1)), [])
    const fit = fitParams(program, [Float64Array.of(0, 0)], Float64Array.of(2, 4), null, [3, 1])
    if (fit.kind !== 'converged') throw new Error(`the fit ${fit.kind}`)
    expect(Array.from(fit.params)).toEqual([3, expect.closeTo(3, 8)])
  })

  test('has nothing to do without parameters', () => {
    const fit = fitParams(compile(x, ['x']), [Float64Array.of(1, 2)], Float64Array.of(1, 4), null, [])
    expect(fit).toEqual({ kind: 'converged', params: new Float64Array(0), rss: 4, iterations: 0 })
  })
})

describe('covariance', () => {
  test('is null where two parameters do the same', () => {
    const program = compile(apply('add', param(1), param(1)), [])
    expect(covariance(program, [Float64Array.of(0, 0, 0)], Float64Array.of(2, 3, 4), null, [1, 2])).toBeNull()
  })

  test('is null where there are no more rows than parameters', () => {
    const program = compile(param(1), [])
    expect(covariance(program, [Float64Array.of(0)], Float64Array.of(2), null, [2])).toBeNull()
  })
})
