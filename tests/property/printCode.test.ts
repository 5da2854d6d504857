import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { variableNames } from '../../src/shared/domain/expr.ts'
import { codeNames } from '../../src/shared/expression/codeNames.ts'
import { printCode } from '../../src/shared/expression/printCode.ts'
import { arbitraryExpr, arbitraryPoint, NAMES } from '../support/arbitraryExpr.ts'
import { evaluateWithError } from '../support/evaluateWithError.ts'

describe('printCode', () => {
  it('prints JavaScript that computes the same values', () => {
    const names = codeNames(NAMES, 'javascript')
    const nameOf = (name: string) => names[NAMES.findIndex((other) => other === name)]!
    fc.assert(
      fc.property(arbitraryExpr(), arbitraryPoint, (expr, point) => {
        const { value, error } = evaluateWithError(expr, point)
        fc.pre(Number.isFinite(error))
        const code = printCode(expr, 'javascript', nameOf)
        const scope = Object.fromEntries(NAMES.map((name) => [nameOf(name), point[name]]))
        // exact constants may be multiplied in another order, so the bound on rounding is the tolerance
        expect(Math.abs(Number(runInNewContext(code, scope)) - value), code).toBeLessThanOrEqual(error)
      }),
      { numRuns: 200 }
    )
  })

  it.each(['python', 'c', 'javascript'] as const)('prints balanced %s with the given identifiers only', (target) => {
    fc.assert(
      fc.property(arbitraryExpr(), (expr) => {
        const used = variableNames(expr)
        const code = printCode(expr, target, (name) => `v${used.indexOf(name)}`)
        expect(code.match(/\(/g)?.length).toBe(code.match(/\)/g)?.length)
        expect(new Set(code.match(/\bv\d+\b/g) ?? [])).toEqual(new Set(used.map((_, i) => `v${i}`)))
        // two signs in a row would be another operator in C and JavaScript
        expect(code).not.toMatch(/--|\+\+/)
      })
    )
  })
})
