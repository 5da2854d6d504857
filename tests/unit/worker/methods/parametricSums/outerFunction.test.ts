import { describe, expect, test } from 'vitest'
import { OPERATOR_IDS } from '../../../../../src/shared/domain/operators.ts'
import { outerFunctions } from '../../../../../src/worker/methods/parametricSums/outerFunction.ts'

const known = new Map(outerFunctions(new Set(OPERATOR_IDS)).map((outer) => [outer.id, outer]))

describe('outerFunctions', () => {
  // exp(t + c) = e^c exp(t); log(c t) = log c + log t; √(c t) = √c √t; tanh is odd, cosh even; cos(t + c) is no multiple
  test.each<[string, { scale: boolean; shift: boolean; sign: boolean; turns: boolean }]>([
    ['exp', { scale: true, shift: false, sign: true, turns: false }],
    ['log', { scale: false, shift: true, sign: true, turns: false }],
    ['power 0.5', { scale: false, shift: true, sign: true, turns: false }],
    ['power -1', { scale: false, shift: true, sign: false, turns: false }],
    ['tanh', { scale: true, shift: true, sign: false, turns: false }],
    ['cosh', { scale: true, shift: true, sign: false, turns: false }],
    ['cos', { scale: true, shift: true, sign: false, turns: true }],
    ['tan', { scale: true, shift: true, sign: false, turns: true }]
  ])('knows which numbers inside %s matter', (id, { scale, shift, sign, turns }) => {
    const outer = known.get(id)!
    expect(outer.scaleMatters).toBe(scale)
    expect(outer.shiftMatters).toBe(shift)
    if (id !== 'log' && id !== 'power 0.5') expect(outer.signMatters).toBe(sign)
    expect(outer.isOscillating).toBe(turns)
  })

  test('has every function of one argument of the table but signs and magnitudes', () => {
    const missing = ['asin', 'acos', 'atan', 'sinh', 'log10', 'cbrt'].filter((id) => !known.has(id))
    expect(missing).toEqual([])
    expect(known.has('abs') || known.has('neg')).toBe(false)
  })
})
