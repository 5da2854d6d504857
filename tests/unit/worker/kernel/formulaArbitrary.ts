import fc from 'fast-check'
import { apply, constant, param, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import { OPERATORS, OPERATOR_IDS } from '../../../../src/shared/domain/operators.ts'

const leaf = fc.oneof(
  fc.constantFrom('x', 'y').map(variable),
  fc.double({ noNaN: true }).map(param),
  fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 4 })).map(([n, d]) => constant(n, d)),
  fc.constantFrom(constant(1, 1, 'pi'), constant(1, 2, 'e'))
)

/** Formulas of x and y over the whole operator table, up to about six levels deep. */
export const formulaArbitrary: fc.Arbitrary<Expr> = fc.letrec<{ formula: Expr }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom(...OPERATOR_IDS), tie('formula'), tie('formula'))
      .map(([id, a, b]) => (OPERATORS[id].arity === 1 ? apply(id, a) : apply(id, a, b)))
  )
})).formula

/** Every kind of double: subnormal, huge, signed zeros, infinities and NaN among them. */
export const anyDouble = fc.oneof(
  fc.double({ noNaN: true, min: -20, max: 20 }),
  fc.double(),
  fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, NaN, 5e-324, -2.2e-310, 1.7e308)
)
