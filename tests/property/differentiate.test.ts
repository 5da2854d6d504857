import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paramValues, withParams, type Expr } from '../../src/shared/domain/expr.ts'
import { differentiate, differentiateByParam } from '../../src/shared/expression/differentiate.ts'
import { evaluate } from '../../src/shared/expression/evaluate.ts'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import { arbitraryExpr, arbitraryPoint } from '../support/arbitraryExpr.ts'
import { evaluateWithError } from '../support/evaluateWithError.ts'

/**
 * Central difference with a bound on its own error: the change between steps h and 2h stands for truncation, the
 * rounding of the formula over h for the rest. Null where a step leaves the domain or crosses a kink.
 */
function centralDifference(at: (step: number) => { value: number; error: number }, h: number) {
  const [low, high, lower, higher, middle] = [at(-h), at(h), at(-2 * h), at(2 * h), at(0)]
  const narrow = (high.value - low.value) / (2 * h)
  const wide = (higher.value - lower.value) / (4 * h)
  const kink = Math.abs(high.value - 2 * middle.value + low.value) / h
  const rounding = (high.error + low.error + higher.error + lower.error) / h
  const error = 4 * Math.abs(narrow - wide) + rounding
  const isUsable =
    Number.isFinite(narrow) && error < 1e-3 * Math.abs(narrow) + 1e-9 && kink < 1e-2 * Math.abs(narrow) + 1e-9
  return isUsable ? { slope: narrow, tolerance: error + 1e-6 * Math.abs(narrow) + 1e-9 } : null
}

const H = 1e-4

function expectSlope(
  derivative: Expr,
  point: Record<string, number>,
  at: (step: number) => { value: number; error: number }
) {
  const difference = centralDifference(at, H)
  fc.pre(difference !== null)
  const measured = evaluateWithError(derivative, point)
  // the derivative may be undefined at a point where the formula is not, as that of sqrt(x)² at 0
  fc.pre(Number.isFinite(measured.error))
  expect(Math.abs(evaluate(derivative, point) - difference.slope), printInfix(derivative)).toBeLessThanOrEqual(
    difference.tolerance + measured.error
  )
}

describe('differentiate', () => {
  it('agrees with central differences by a variable', () => {
    fc.assert(
      fc.property(arbitraryExpr({ maxDepth: 4 }), arbitraryPoint, (expr, point) => {
        const at = (step: number) => evaluateWithError(expr, { ...point, x: point.x + step })
        expectSlope(differentiate(expr, 'x'), point, at)
      }),
      { numRuns: 500 }
    )
  })

  it('agrees with central differences by every fitted number', () => {
    fc.assert(
      fc.property(arbitraryExpr({ maxDepth: 4 }), arbitraryPoint, fc.nat(5), (expr, point, index) => {
        const values = paramValues(expr)
        fc.pre(index < values.length)
        const at = (step: number) =>
          evaluateWithError(withParams(expr, values.with(index, values[index]! + step)), point)
        expectSlope(differentiateByParam(expr, index), point, at)
      }),
      { numRuns: 300 }
    )
  })
})
