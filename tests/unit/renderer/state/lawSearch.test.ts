import { expect, test } from 'vitest'
import { parse } from '../../../../src/shared/expression/parse.ts'
import { lawSearch } from '../../../../src/renderer/src/state/lawSearch.ts'

const law = (infix: string) => ({ infix, latex: '', expression: parse(infix, { decimalsAreParams: true }) })

test.each([
  // query, formula, found
  ['', 'a', true],
  ['sqrt', '2.5*sqrt(a)', true],
  ['A ^ 1', 'a^1.5', true],
  ['a^_', '365.25*a^(3/2)', true],
  ['a^_', '365.25*sqrt(a)', true],
  ['a^_ + _', '363.8*a^1.5 + 1.1*a', true],
  ['a^_ + _', '365.25*a^1.5', false],
  ['_ + a^_', '1.1*a - 363.8*a^1.5', true],
  ['a^_ + a', '1.1*a + 3.5*a^1.5', true],
  ['a^_ + a', '1.1*a + 3.5*a^1.5 + 2.5', true], // a part of it
  ['a^_ + a', '2.5*a + 1.1*b', false],
  ['b*_*a', '2.5*a*c*b', true],
  ['a*_', '2.5*b', false],
  ['sin(_)', '2.5 + exp(sin(3.5*x))', true],
  ['sin(x)*_', 'sin(x)*cos(x)', true],
  ['a^2 + _', 'a^3 + b', false],
  ['P = a^_', '2.5*a^3', true],
  ['a^_ +', 'a^2 + b', false], // not yet readable: nothing matches, nothing fails
  ['x_1', '2.5*x_1', true]
])('%j in %s: %j', (query, formula, found) => {
  expect(lawSearch(query)(law(formula))).toBe(found)
})
