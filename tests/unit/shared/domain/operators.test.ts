import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { apply, param, variable } from '../../../../src/shared/domain/expr.ts'
import { DEFAULT_OPERATORS, OPERATOR_IDS, OPERATORS, type OperatorId } from '../../../../src/shared/domain/operators.ts'
import { checkDimensions } from '../../../../src/shared/expression/dimensionCheck.ts'
import { evaluate } from '../../../../src/shared/expression/evaluate.ts'
import { parse } from '../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { printLatex } from '../../../../src/shared/expression/printLatex.ts'

/** Inside every domain but the one of asin and acos, which take the second row. */
const POINTS: readonly (readonly [number, number])[] = [
  [0.75, 1.5],
  [0.25, -0.5],
  [2.5, 0.75],
  [-0.5, 2]
]

const rows = OPERATOR_IDS.map((id) => [id, OPERATORS[id]] as const)
const callOf = (id: OperatorId) =>
  OPERATORS[id].arity === 1 ? apply(id, variable('a')) : apply(id, variable('a'), variable('b'))

describe.each(rows)('operator %s', (id, operator) => {
  it('has a filled cell in every column', () => {
    expect(operator.id).toBe(id)
    expect(operator.symbol).not.toBe('')
    expect(operator.glyph).not.toBe('')
    expect(operator.complexity).toBeGreaterThanOrEqual(1)
    expect(operator.precedence).toBeGreaterThan(0)
    for (const template of Object.values(operator.code)) {
      expect(template).toContain('$0')
      expect(template.includes('$1')).toBe(operator.arity === 2)
    }
  })

  it('computes in JavaScript code what it evaluates to', () => {
    const code = operator.code.javascript.replace('$0', 'a').replace('$1', 'b')
    for (const [a, b] of POINTS) expect(runInNewContext(code, { a, b })).toEqual(operator.evaluate(a, b))
  })

  it('has partial derivatives that agree with finite differences', () => {
    const partials = operator.partials([variable('a'), variable('b')])
    expect(partials).toHaveLength(operator.arity)
    let compared = 0
    for (const [a, b] of POINTS) {
      for (const [i, partial] of partials.entries()) {
        const h = 1e-5
        const [da, db] = i === 0 ? [h, 0] : [0, h]
        const difference = (operator.evaluate(a + da, b + db) - operator.evaluate(a - da, b - db)) / (2 * h)
        if (!Number.isFinite(difference)) continue
        compared++
        // truncation is h²·f‴/6 ≈ 1e-10 and rounding 1e-16/h ≈ 1e-11, with margin for steep places
        expect(evaluate(partial, { a, b })).toBeCloseTo(difference, 7)
      }
    }
    expect(compared).toBeGreaterThanOrEqual(operator.arity)
  })

  it('commutes exactly when it says so', () => {
    if (operator.arity === 1) return expect(operator.commutative).toBe(false)
    const swapped = POINTS.map(([a, b]) => Object.is(operator.evaluate(a, b), operator.evaluate(b, a)))
    expect(swapped.every(Boolean)).toBe(operator.commutative)
  })

  it('is printed, read back, and typeset', () => {
    expect(parse(printInfix(callOf(id)))).toEqual(callOf(id))
    expect(printLatex(callOf(id))).toMatch(/a/)
  })

  it('knows what it does to dimensions', () => {
    const number = [0, 0, 0, 0, 0, 0, 0] as const
    const names = new Map([
      ['a', number],
      ['b', number]
    ])
    expect(checkDimensions(callOf(id), names, number).consistent).toBe(true)
    expect(checkDimensions(apply('mul', param(0.5), callOf(id)), names, [1, 0, 0, 0, 0, 0, 0])).toEqual({
      consistent: true,
      paramDimensions: [[1, 0, 0, 0, 0, 0, 0]]
    })
  })
})

describe('DEFAULT_OPERATORS', () => {
  it('are operators of the table, each once', () => {
    expect(new Set(DEFAULT_OPERATORS).size).toBe(DEFAULT_OPERATORS.length)
    for (const id of DEFAULT_OPERATORS) expect(OPERATOR_IDS).toContain(id)
  })
})
