import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constant, mapExpr, type Expr } from '../../src/shared/domain/expr.ts'
import { evaluate } from '../../src/shared/expression/evaluate.ts'
import { parse } from '../../src/shared/expression/parse.ts'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import { simplify } from '../../src/shared/expression/simplify.ts'
import { arbitraryExpr, arbitraryPoint, NAMES } from '../support/arbitraryExpr.ts'
import { evaluateWithError } from '../support/evaluateWithError.ts'

/** A text cannot tell a fitted 2.5 from an exact one, so both sides are compared with every number exact. */
const withExactNumbers = (expr: Expr) => mapExpr(expr, { param: ({ value }) => constant(value) })

describe('printInfix and parse', () => {
  it('read back every simplified formula as the same tree', () => {
    fc.assert(
      fc.property(arbitraryExpr(), (expr) => {
        const simple = simplify(expr)
        expect(parse(printInfix(simple), { columns: NAMES })).toEqual(withExactNumbers(simple))
      }),
      { numRuns: 2000 }
    )
  })

  it('read back any formula as one with the same value', () => {
    fc.assert(
      fc.property(arbitraryExpr(), arbitraryPoint, (expr, point) => {
        const { value, error } = evaluateWithError(expr, point)
        fc.pre(Number.isFinite(error))
        const text = printInfix(expr)
        expect(Math.abs(evaluate(parse(text, { columns: NAMES }), point) - value), text).toBeLessThanOrEqual(error)
      }),
      { numRuns: 2000 }
    )
  })

  it('turn any text into a formula or an AppError, never into another fault', () => {
    const pieces = fc.constantFrom('x', '2', '.5', '1e3', '+', '-', '*', '/', '^', '(', ')', 'sin', 'exp(', '`a b`', '`', ' ', ',', '%', 'pi') // prettier-ignore
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join(''))
        ),
        (text) => {
          try {
            parse(text, { columns: ['x', 'a b'] })
          } catch (error) {
            expect(error).toMatchObject({ name: 'AppError', code: 'badFormula' })
          }
        }
      ),
      { numRuns: 1000 }
    )
  })
})
