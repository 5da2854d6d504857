import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dimension } from '../../src/shared/domain/dimension.ts'
import { paramValues } from '../../src/shared/domain/expr.ts'
import { checkDimensions } from '../../src/shared/expression/dimensionCheck.ts'
import { arbitraryExpr, NAMES } from '../support/arbitraryExpr.ts'

const exponent = fc.integer({ min: -2, max: 2 })
const arbitraryDimension = fc.tuple(...Array.from({ length: 7 }, () => exponent)) as unknown as fc.Arbitrary<Dimension>

describe('checkDimensions', () => {
  it('answers for every formula, with one dimension for each fitted number', () => {
    const dimensions = fc.dictionary(fc.constantFrom(...NAMES), fc.option(arbitraryDimension))
    fc.assert(
      fc.property(arbitraryExpr(), dimensions, arbitraryDimension, (expr, known, target) => {
        const { paramDimensions } = checkDimensions(expr, new Map(Object.entries(known)), target)
        expect(paramDimensions).toHaveLength(paramValues(expr).length)
        for (const dimension of paramDimensions) expect(dimension?.every(Number.isFinite) ?? true).toBe(true)
      })
    )
  })

  it('finds every formula of pure numbers consistent', () => {
    const none: Dimension = [0, 0, 0, 0, 0, 0, 0]
    const dimensions = new Map(NAMES.map((name) => [name, none]))
    fc.assert(fc.property(arbitraryExpr(), (expr) => checkDimensions(expr, dimensions, none).consistent === true))
  })
})
