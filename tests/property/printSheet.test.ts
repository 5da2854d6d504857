import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from '../../src/shared/expression/parse.ts'
import { printSheet } from '../../src/shared/expression/printSheet.ts'
import { arbitraryExpr, arbitraryPoint, NAMES } from '../support/arbitraryExpr.ts'
import { evaluateSheet } from '../support/evaluateSheet.ts'
import { evaluateWithError } from '../support/evaluateWithError.ts'

const cellOf = (name: string) => `${String.fromCharCode(65 + NAMES.findIndex((other) => other === name))}2`

it('a formula printed for a spreadsheet has the same value there', () => {
  fc.assert(
    fc.property(arbitraryExpr(), arbitraryPoint, (expr, point) => {
      const { value, error } = evaluateWithError(expr, point)
      fc.pre(Number.isFinite(error))
      const formula = printSheet(expr, cellOf)
      const cells = Object.fromEntries(NAMES.map((name) => [cellOf(name), point[name]]))
      // numbers are cut to 15 digits, which is up to ten times the rounding of a double
      expect(Math.abs(evaluateSheet(formula, cells) - value), formula).toBeLessThanOrEqual(30 * error)
    }),
    { numRuns: 300 }
  )
})

it.each([
  ['2.5*sqrt(x)', '2.5*SQRT(A2)'],
  ['-x^2', '-(A2^2)'],
  ['(-x)^2', '(-A2)^2'],
  ['x^(y^2)', 'A2^(B2^2)'],
  ['(x^y)^2', '(A2^B2)^2'],
  ['x - (y - 2)', 'A2-(B2-2)'],
  ['x^(3/2)', 'A2^(3/2)'],
  ['2*pi*x', '2*PI()*A2'],
  ['1e-7*log(x)', '1E-7*LN(A2)'],
  ['cbrt(x)', '(SIGN(A2)*ABS(A2)^(1/3))']
])('%s is written %s', (infix, formula) => {
  expect(printSheet(parse(infix), (name) => (name === 'x' ? 'A2' : 'B2'))).toBe(formula)
})
