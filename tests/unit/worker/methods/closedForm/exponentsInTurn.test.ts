import { describe, expect, test } from 'vitest'
import type { Dimension } from '../../../../../src/shared/domain/dimension.ts'
import { constant } from '../../../../../src/shared/domain/expr.ts'
import { exponentsInTurn, normalSystem } from '../../../../../src/worker/methods/closedForm/exponentsInTurn.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'

const n = 300

/** log v = 0.4 + Σ exponent · log x over inputs between 1 and `high`, with errors of the given size. */
function systemOf(exponents: readonly number[], high: readonly number[], error: number) {
  const random = createRandom(5)
  const logs = exponents.map((_, j) =>
    Float64Array.from({ length: n }, () => Math.log(1 + (high[j]! - 1) * random.next()))
  )
  const log = Float64Array.from({ length: n }, (_, i) =>
    exponents.reduce((sum, exponent, j) => sum + exponent * logs[j]![i]!, 0.4 + error * random.normal())
  )
  const ones = new Float64Array(n).fill(1)
  return normalSystem({ columns: [ones, ...logs], log, rootWeights: ones })
}

describe('exponents rounded in turn', () => {
  test.each([
    // standard errors are about 0.1/(√300 · 0.45) = 0.013 over a range of 1…5: far less than to the next simple number
    ['whole and half ones', [2, -1, 0.5], [constant(2), constant(-1), constant(1, 2)]],
    ['none where an input has no part', [3, 0, -2], [constant(3), constant(0), constant(-2)]]
  ] as const)('find %s in noise', (_, truth, expected) => {
    const system = systemOf(truth, [5, 5, 5], 0.1)
    expect(exponentsInTurn(system, new Map(), null)).toEqual(expected)
  })

  test('leave one free that is no simple number', () => {
    // 1.37 is 0.04 from 4/3 and more from the others, over 10 standard errors of 0.001/(√300 · 0.45)
    const [first, second] = exponentsInTurn(systemOf([1.37, 1], [5, 5], 0.001), new Map(), null)!
    expect(first).toMatchObject({ kind: 'param' })
    expect((first as { value: number }).value).toBeCloseTo(1.37, 2)
    expect(second).toEqual(constant(1))
  })

  test('keep to what is given', () => {
    const found = exponentsInTurn(systemOf([2, -1], [5, 5], 0.1), new Map([[1, constant(3)]]), null)
    expect(found?.[0]).toEqual(constant(3))
  })
})

describe('units', () => {
  const metre: Dimension = [1, 0, 0, 0, 0, 0, 0]
  const second: Dimension = [0, 0, 1, 0, 0, 0, 0]
  const speed: Dimension = [1, 0, -1, 0, 0, 0, 0]

  test('decide an exponent that noise hides', () => {
    // the second input hardly varies, so that noise alone could give its exponent any value near −1
    const system = systemOf([1, -1], [5, 1.1], 0.5)
    const rule = { dimensions: [metre, second], target: speed }
    expect(exponentsInTurn(system, new Map(), rule)).toEqual([constant(1), constant(-1)])
  })

  test('give nothing where no powers of the inputs have the unit of the target', () => {
    const rule = { dimensions: [metre, metre], target: speed }
    expect(exponentsInTurn(systemOf([1, -1], [5, 5], 0.1), new Map(), rule)).toBeNull()
  })
})
