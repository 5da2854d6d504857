import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/shared/expression/evaluate.ts'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import { simplify } from '../../src/shared/expression/simplify.ts'
import { arbitraryExpr, arbitraryPoint } from '../support/arbitraryExpr.ts'
import { evaluateWithError } from '../support/evaluateWithError.ts'

describe('simplify', () => {
  it('keeps the value wherever the formula is defined', () => {
    fc.assert(
      fc.property(arbitraryExpr(), arbitraryPoint, (expr, point) => {
        const before = evaluateWithError(expr, point)
        // undefined, at the edge of a domain, or so large on the way that another order may overflow
        fc.pre(Number.isFinite(before.value) && before.error < 1e-6 * Math.abs(before.value) && before.extent < 60)
        const simple = simplify(expr)
        const after = evaluateWithError(simple, point)
        fc.pre(after.extent < 250 || !Number.isFinite(after.value))
        const tolerance =
          1e-9 * Math.abs(before.value) + before.error + (Number.isFinite(after.error) ? after.error : 0)
        const message = `${printInfix(expr)} → ${printInfix(simple)}`
        expect(Math.abs(evaluate(simple, point) - before.value), message).toBeLessThanOrEqual(tolerance)
      }),
      { numRuns: 2000 }
    )
  })

  it('is idempotent', () => {
    fc.assert(
      fc.property(arbitraryExpr(), (expr) => {
        const once = simplify(expr)
        expect(printInfix(simplify(once)), printInfix(expr)).toBe(printInfix(once))
      }),
      { numRuns: 2000 }
    )
  })
})
