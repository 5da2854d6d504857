import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complexity } from '../../src/shared/domain/complexity.ts'
import { evaluate } from '../../src/shared/expression/evaluate.ts'
import { parse } from '../../src/shared/expression/parse.ts'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import { simplify } from '../../src/shared/expression/simplify.ts'
import { anyFinite, arbitraryExpr, arbitraryPoint } from '../support/arbitraryExpr.ts'
import { evaluateWithError } from '../support/evaluateWithError.ts'

/** Tenths, so that nothing on the way is lost in rounding. */
const arbitraryPlace = fc.array(
  fc.integer({ min: -30, max: 30 }).map((tenths) => tenths / 10),
  { minLength: 3, maxLength: 3 }
)

/** Products and quotients of roots of sums and products, of sines and of cosines, as searches put them together. */
const arbitraryProduct = fc
  .array(
    fc.record({
      base: fc.constantFrom('x', 'y', 'z', '(x*y)', '(x + y)', '(z - x)', '(x^2*z)', '(y/z)'),
      kind: fc.constantFrom('sqrt(#)', '#^(1/3)', '#^(3/2)', '#', 'sin(#)', 'cos(#)', 'sin(#)^2', 'cos(#)^2'),
      isBelow: fc.boolean()
    }),
    { minLength: 2, maxLength: 5 }
  )
  .map((factors) =>
    factors.reduce((text, { base, kind, isBelow }) => `${text}${isBelow ? '/' : '*'}${kind.replace('#', base)}`, '3')
  )
  .map((text) => parse(text, { columns: ['x', 'y', 'z'] }))

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

  it('joins roots and angles without a change of value, and never to something longer', () => {
    fc.assert(
      fc.property(arbitraryProduct, arbitraryPlace, (product, [x, y, z]) => {
        const point = { x: x!, y: y!, z: z! }
        const before = evaluateWithError(product, point)
        const simple = simplify(product)
        const message = `${printInfix(product)} → ${printInfix(simple)}`
        expect(complexity(simple), message).toBeLessThanOrEqual(complexity(product))
        expect(printInfix(simplify(simple)), message).toBe(printInfix(simple))
        fc.pre(Number.isFinite(before.value) && before.error < 1e-6 * Math.abs(before.value) && before.extent < 60)
        expect(Math.abs(evaluate(simple, point) - before.value), message).toBeLessThanOrEqual(
          1e-9 * Math.abs(before.value) + before.error
        )
      }),
      { numRuns: 2000 }
    )
  })

  it.each([
    ['numbers of ordinary size', arbitraryExpr()],
    ['numbers that overflow, underflow or are −0', arbitraryExpr({ numbers: anyFinite })]
  ])('ends, and is idempotent, with %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (expr) => {
        const once = simplify(expr)
        expect(printInfix(simplify(once)), printInfix(expr)).toBe(printInfix(once))
      }),
      { numRuns: 2000 }
    )
  })
})
