import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paramValues, withParams } from '../../src/shared/domain/expr.ts'
import { plainEvaluator } from '../../src/worker/kernel/evaluator.ts'
import { openLinearMemory } from '../../src/worker/kernel/linearMemory.ts'
import { compile } from '../../src/worker/kernel/program.ts'
import { createSimdEvaluator } from '../../src/worker/kernel/simdEvaluator.ts'
import { arbitraryExpr, arbitraryPoint, NAMES } from '../support/arbitraryExpr.ts'
import { evaluateWithError } from '../support/evaluateWithError.ts'
import { anyDouble } from '../unit/worker/kernel/anyDouble.ts'

const evaluator = createSimdEvaluator(openLinearMemory()!)

describe('the vector evaluator', () => {
  test('gives what the oracle gives, within the rounding of the formula', () => {
    const points = fc.array(arbitraryPoint, { minLength: 1, maxLength: 300 })
    let compared = 0
    fc.assert(
      fc.property(arbitraryExpr(), points, (expr, rows) => {
        const columns = NAMES.map((name) => Float64Array.from(rows, (row) => row[name]))
        const program = compile(expr, NAMES)
        const [fast, plain] = [new Float64Array(rows.length), new Float64Array(rows.length)]
        evaluator.evaluate(program, columns, program.params, fast)
        plainEvaluator.evaluate(program, columns, program.params, plain)
        rows.forEach((row, i) => {
          const { error, extent } = evaluateWithError(expr, row)
          // where rounding leaves a domain or overflows, any value is as good as another
          if (error === Infinity || extent > 150) return
          compared++
          if (Number.isFinite(plain[i]!)) expect(Math.abs(fast[i]! - plain[i]!)).toBeLessThanOrEqual(error)
          else expect(fast[i]).toBe(plain[i])
        })
      }),
      { numRuns: 1000 }
    )
    // a test that compares nothing would pass too
    expect(compared).toBeGreaterThan(1000)
  })

  test('gives every bit that the oracle gives, for arithmetic of any doubles', () => {
    const exact = arbitraryExpr({ operators: ['add', 'sub', 'mul', 'div', 'neg', 'abs', 'sqrt'] })
    const point = fc.array(anyDouble, { minLength: NAMES.length, maxLength: NAMES.length })
    fc.assert(
      fc.property(exact, fc.array(point, { minLength: 1, maxLength: 40 }), (expr, rows) => {
        const columns = NAMES.map((_, j) => Float64Array.from(rows, (row) => row[j]!))
        const program = compile(expr, NAMES)
        const [fast, plain] = [new Float64Array(rows.length), new Float64Array(rows.length)]
        evaluator.evaluate(program, columns, program.params, fast)
        plainEvaluator.evaluate(program, columns, program.params, plain)
        expect(Array.from(fast)).toEqual(Array.from(plain))
      }),
      { numRuns: 1000 }
    )
  })

  test('gives the derivatives that the oracle gives', () => {
    let compared = 0
    fc.assert(
      fc.property(arbitraryExpr(), arbitraryPoint, (expr, row) => {
        const params = paramValues(expr)
        if (params.length === 0) return
        const columns = NAMES.map((name) => Float64Array.of(row[name]))
        const program = compile(withParams(expr, params), NAMES)
        const p = program.paramCount
        const [fast, plain] = [new Float64Array(p), new Float64Array(p)]
        evaluator.evaluateWithJacobian(program, columns, params, new Float64Array(1), fast)
        plainEvaluator.evaluateWithJacobian(program, columns, params, new Float64Array(1), plain)
        const { error, value, extent } = evaluateWithError(expr, row)
        if (!(error < 1e-9 * Math.abs(value)) || extent > 30) return
        plain.forEach((derivative, k) => {
          if (!Number.isFinite(derivative) || Math.abs(derivative) > 1e30) return
          compared++
          // a derivative is a product along the formula, whose factors may cancel as much as its value does
          expect(Math.abs(fast[k]! - derivative)).toBeLessThanOrEqual(
            1e-6 * Math.abs(derivative) + 1e-9 * Math.abs(value)
          )
        })
      }),
      { numRuns: 3000 }
    )
    expect(compared).toBeGreaterThan(500)
  })
})
