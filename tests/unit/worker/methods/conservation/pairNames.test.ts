import { describe, expect, test } from 'vitest'
import { findPairs, readPairs } from '../../../../../src/worker/methods/conservation/pairNames.ts'

describe('findPairs', () => {
  test.each<[string[], string[]]>([
    [
      ['m1', 'v1_before', 'v2_before', 'v1_after', 'v2_after'],
      ['v1:v1_before>v1_after', 'v2:v2_before>v2_after']
    ],
    [['v1_i', 'v1_f', 'm_1'], ['v1:v1_i>v1_f']],
    [['v_0', 'v_1'], ['v:v_0>v_1']],
    [['p initial', 'p final'], ['p:p initial>p final']],
    [['initial_E', 'final_E'], ['E:initial_E>final_E']],
    [["v'", 'v', 'm'], ["v:v>v'"]],
    [['v_before_x', 'v_after_x'], ['v_x:v_before_x>v_after_x']],
    // words win over letters of as many columns; bodies 0 and 1, or a and b, are no before and after
    [['m_0', 'm_1', 'v_0_before', 'v_0_after'], ['v_0:v_0_before>v_0_after']],
    [
      ['mass_a', 'mass_b', 'initial v_a', 'initial v_b', 'final v_a', 'final v_b'],
      ['v_a:initial v_a>final v_a', 'v_b:initial v_b>final v_b']
    ],
    [['x', 'y', 'z'], []]
  ])('of %j are %j', (names, expected) => {
    expect(findPairs(names, true).map(({ name, before, after }) => `${name}:${before}>${after}`)).toEqual(expected)
  })

  test('leaves digits to components where they could mean those', () => {
    expect(findPairs(['t', 'x_0', 'x_1'], false)).toEqual([])
  })
})

describe('readPairs', () => {
  const names = ['u1', 'u2', 'v1', 'v2', 'm1']
  test.each([
    ['u1:v1, u2:v2', ['v1:u1>v1', 'v2:u2>v2']],
    ['u1->v1; u2/v2', ['v1:u1>v1', 'v2:u2>v2']],
    ['u:v', ['v1:u1>v1', 'v2:u2>v2']],
    ['s = u1:v1', ['s:u1>v1']],
    ['u1=v1', ['v1:u1>v1']]
  ])('reads %s', (text, expected) => {
    const pairs = readPairs(text, names)
    expect(typeof pairs === 'string' ? pairs : pairs.map((p) => `${p.name}:${p.before}>${p.after}`)).toEqual(expected)
  })

  test('says what it cannot read', () => {
    expect(readPairs('u1:q1', names)).toMatch(/"u1:q1" names no pair .* u1, u2, v1, v2, m1/)
  })
})
