import { expect, test } from 'vitest'
import { readDerivation } from '../../../../src/renderer/src/views/data/readDerivation.ts'

test.each([
  ['= log(P)', { name: 'log_P', formula: 'log(P)' }],
  ['log(P)', { name: 'log_P', formula: 'log(P)' }],
  ['logP = log(P)', { name: 'logP', formula: 'log(P)' }],
  ['`log P` = log(P)', { name: 'log P', formula: 'log(P)' }],
  ['= 2*a', { name: 'x2_a', formula: '2*a' }],
  ['= a', { name: 'a_2', formula: 'a' }], // the name is taken
  ['= √(λ)', { name: 'λ', formula: '√(λ)' }],
  ['= -(-1)', { name: 'x1', formula: '-(-1)' }],
  ['= ()', { name: 'column', formula: '()' }], // nonsense is for the engine to refuse
  ['x =', null],
  ['=', null],
  ['  ', null]
])('%j', (text, expected) => {
  expect(readDerivation(text, ['a', 'P'])).toEqual(expected)
})
