import { expect, test } from 'vitest'
import { parse } from '../../../../src/shared/expression/parse.ts'
import type { Law } from '../../../../src/shared/domain/law.ts'
import { simplestFirst } from '../../../../src/worker/scoring/simplestFirst.ts'
import { keplerLaw } from '../../../support/exampleLaw.ts'

const ALIKE = Math.log2(10)

function law(text: string, bits: number, beyond: Law['extrapolation'] = null): Law {
  const expression = parse(text, { decimalsAreParams: true })
  return {
    ...keplerLaw,
    key: text,
    expression,
    form: expression,
    parameters: [],
    descriptionLength: bits,
    extrapolation: beyond
  }
}
const first = (...laws: Law[]) => simplestFirst(laws, ALIKE)[0]?.key

// symbols take log₂ 10 = 3.3 bits, numbers and free exponents less, exact numbers what they are worth
test.each([
  // 5/8 takes 8 bits and the sum around it is no shorter than the other: 28 against 24
  ['0.29*2^n + 0.4', '0.42*(exp(n) + 1)^(5/8)'],
  // a number left open says less than 17/24
  ['0.71*x + 0.3', '17/24*x + 0.3'],
  // one number and one operator less
  ['x', 'x + 0.0001'],
  // an odd exponent instead of an offset
  ['x^0.73', 'x^(3/4) + 0.02']
])('%s comes before %s, whose description is two bits shorter', (simple, other) => {
  expect(first(law(other, 50), law(simple, 52))).toBe(simple)
})

test('whether a number of one form is exact is settled by the description length', () => {
  // as a formula of its own a^(3/2) takes 1 bit more than a^c
  const [factor, exponent] = keplerLaw.parameters
  const fitted = { ...keplerLaw, key: 'fitted', parameters: [factor!, { ...exponent!, value: 1.50314, exact: null }] }
  expect(first({ ...keplerLaw, descriptionLength: 50 }, { ...fitted, descriptionLength: 52 })).toBe('kepler')
  expect(first({ ...fitted, descriptionLength: 50 }, { ...keplerLaw, descriptionLength: 52 })).toBe('fitted')
})

test.each(['v^2.44', 'v^2', 'sqrt(v)'])('which exponent 1.5*v^(5/2) or 1.5*%s has is settled so as well', (power) => {
  const [half, other] = ['1.5*v^(5/2)', `1.5*${power}`]
  expect(first(law(half, 50), law(other, 51))).toBe(half)
  expect(first(law(other, 50), law(half, 51))).toBe(other)
})

test('of laws as simple as each other the one that does better beyond the data comes first', () => {
  const beyond = (rmse: number, rSquared = 0.9, rows = 6) => ({ rows, rmse, rSquared })
  const firstOf = (one: Law['extrapolation'], two: Law['extrapolation']) =>
    first(law('x + 1.5', 50, one), law('x - 1.5', 52, two))
  expect(firstOf(beyond(0.4), beyond(0.1))).toBe('x - 1.5')
  // both are exact
  expect(firstOf(beyond(3e-16, 1), beyond(0, 1))).toBe('x + 1.5')
  // two rows come out well by chance
  expect(firstOf(beyond(0.4, 0.9, 2), beyond(0.1, 0.9, 2))).toBe('x + 1.5')
  // 1.02 is within a tenth: the description decides
  expect(firstOf(beyond(0.102), beyond(0.1))).toBe('x + 1.5')
})
