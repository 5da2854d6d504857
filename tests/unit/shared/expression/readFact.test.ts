import { describe, expect, test } from 'vitest'
import type { Fact } from '../../../../src/shared/domain/knowledge.ts'
import { parse } from '../../../../src/shared/expression/parse.ts'
import { printFact } from '../../../../src/shared/expression/printFact.ts'
import { readFact } from '../../../../src/shared/expression/readFact.ts'
import { respectsNesting } from '../../../../src/shared/expression/respectsNesting.ts'

const read = (text: string) => readFact(text, 'y', ['x', 'a b'])

test.each<[string, Fact]>([
  ['y > 0', { kind: 'above', bound: 0 }],
  ['y≥-1.5e3', { kind: 'above', bound: -1500 }],
  ['y <= 4', { kind: 'below', bound: 4 }],
  ['increasing in x', { kind: 'increasing', input: 'x' }],
  ['y is decreasing in `a b`', { kind: 'decreasing', input: 'a b' }],
  ['y(x=0) = 3', { kind: 'value', at: [{ input: 'x', value: 0 }], value: 3 }],
  [
    'y( x = −1, `a b`=2 ) = .5',
    {
      kind: 'value',
      at: [
        { input: 'x', value: -1 },
        { input: 'a b', value: 2 }
      ],
      value: 0.5
    }
  ],
  ['no sin in exp', { kind: 'nesting', inner: 'sin', outer: 'exp', depth: 0 }],
  ['at most 1 ^ in ^', { kind: 'nesting', inner: 'pow', outer: 'pow', depth: 1 }]
])('“%s” is understood, and so is what is printed of it', (text, fact) => {
  expect(read(text)).toEqual(fact)
  expect(read(printFact(fact, 'y'))).toEqual(fact)
})

test.each([
  ['smooth', 'badFormula', 'y > 0; increasing in x'],
  ['z > 0', 'badFormula', 'not the target'],
  ['increasing in xx', 'unknownColumn', 'Did you mean x?'],
  ['y(x) = 3', 'badFormula', 'input=number'],
  ['no sine in exp', 'badFormula', 'Did you mean sin?']
])('“%s” is refused with what would be understood', (text, code, words) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(words) as string }))
})

describe('nesting is counted along the paths of a formula', () => {
  test.each([
    ['no sin in exp', 'exp(x*sin(x))', false],
    ['no sin in exp', 'sin(exp(x)) + exp(x)', true],
    ['at most 1 exp in exp', 'exp(exp(x))', true],
    ['at most 1 exp in exp', 'exp(exp(exp(x)))', false],
    // two side by side lie on two paths
    ['at most 1 sin in exp', 'exp(sin(x) + sin(2*x))', true]
  ])('%s: %s', (fact, formula, isAllowed) => {
    const limit = read(fact)
    if (limit.kind !== 'nesting') throw new Error('the row gives a limit of nesting')
    expect(respectsNesting(parse(formula), [limit])).toBe(isAllowed)
  })
})
