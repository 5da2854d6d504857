import { describe, expect, it } from 'vitest'
import { codeNames } from '../../../../src/shared/expression/codeNames.ts'

describe('codeNames', () => {
  it.each([
    ['θ_1', 'theta_1'],
    ['orbital period [d]', 'orbital_period_d'],
    ['naïve', 'naive'],
    ['2nd', 'x2nd'],
    ['漢字', 'x'],
    ['lambda', 'lambda_'],
    ['np', 'np_']
  ])('calls %s in Python %s', (name, expected) => {
    expect(codeNames([name], 'python')).toEqual([expected])
  })

  it('keeps names apart that become alike, also from a name that is there already', () => {
    expect(codeNames(['a b', 'a_b', 'a-b', 'a_b_2'], 'c')).toEqual(['a_b', 'a_b_2', 'a_b_3', 'a_b_2_2'])
  })

  it('does not hide the functions that printed C calls', () => {
    expect(codeNames(['exp', 'double'], 'c')).toEqual(['exp_', 'double_'])
  })
})
