import fc from 'fast-check'
import { apply, constant, param, variable, type Expr } from '../../src/shared/domain/expr.ts'
import { OPERATOR_IDS, OPERATORS, type OperatorId } from '../../src/shared/domain/operators.ts'

/** Names that need back-quotes, collide with a constant or a function, or are not ASCII, beside plain ones. */
export const NAMES = ['x', 'y', 'v_1', 'θ', 'e', 'log', 'orbital period', 'a`b'] as const

const arbitraryConst: fc.Arbitrary<Expr> = fc.oneof(
  fc.integer({ min: -4, max: 9 }).map((whole) => constant(whole)),
  fc.constantFrom(constant(1, 2), constant(3, 2), constant(-1, 3), constant(2, 3), constant(-5, 4)),
  fc.constantFrom(0.1, 9.81, -2.5, 6.02e23, 1e-7).map((decimal) => constant(decimal)),
  fc.constantFrom(constant(1, 1, 'pi'), constant(2, 1, 'pi'), constant(-1, 2, 'pi'), constant(1, 1, 'e'))
)

/** Never whole: a whole number in a text reads back as a Const. */
const arbitraryParam: fc.Arbitrary<Expr> = fc
  .double({ min: -8, max: 8, noNaN: true, noDefaultInfinity: true })
  .filter((value) => !Number.isInteger(value) && Math.abs(value) > 1e-3)
  .map(param)

/** Every finite double, −0 and subnormal ones among them, and often one at an end of their range. */
export const anyFinite: fc.Arbitrary<number> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 5e-324, -5e-324, 2 ** -1022, 1e-200, 1e154, 1e308, -1e308, Number.MAX_VALUE)
)

/** THE generator of formulas for every property: all operators, all kinds of leaf, up to `maxDepth` levels. */
export function arbitraryExpr(
  options: {
    readonly maxDepth?: number
    readonly operators?: readonly OperatorId[]
    /** Numbers that stand in the formulas, exact and fitted, beside small ones. */
    readonly numbers?: fc.Arbitrary<number>
  } = {}
): fc.Arbitrary<Expr> {
  const { maxDepth = 5, operators = OPERATOR_IDS, numbers } = options
  const further = numbers === undefined ? [] : [numbers.map(param), numbers.map((value) => constant(value))]
  return fc.letrec<{ expr: Expr }>((tie) => ({
    expr: fc.oneof(
      { maxDepth, depthSize: 'medium' },
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...NAMES).map(variable) },
        { weight: 2, arbitrary: arbitraryParam },
        { weight: 2, arbitrary: arbitraryConst },
        ...further
      ),
      ...operators.map((id) =>
        fc
          .array(tie('expr'), { minLength: OPERATORS[id].arity, maxLength: OPERATORS[id].arity })
          .map((args) => apply(id, ...args))
      )
    )
  })).expr
}

/** A value for every name, with zero and negative ones among them. */
export const arbitraryPoint: fc.Arbitrary<Record<(typeof NAMES)[number], number>> = fc.record(
  Object.fromEntries(
    NAMES.map((name) => [name, fc.double({ min: -4, max: 4, noNaN: true }).map((value) => Math.round(value * 64) / 64)])
  ) as Record<(typeof NAMES)[number], fc.Arbitrary<number>>
)
