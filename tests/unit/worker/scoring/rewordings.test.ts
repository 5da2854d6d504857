import { expect, test } from 'vitest'
import { parse } from '../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { simplify } from '../../../../src/shared/expression/simplify.ts'
import { rewordings } from '../../../../src/worker/scoring/rewordings.ts'

test.each<[string, string[]]>([
  // fitted numbers have a decimal point
  ['2.5*x + 5.5*z', ['2.5*(x + 2.2*z)', '5.5*(0.45454545454545453*x + z)']],
  ['1/(2.5/x^2 - 5.5/z^2)', ['0.4/(1/x^2 - 2.2/z^2)', '0.18181818181818182/(0.45454545454545453/x^2 - 1/z^2)']],
  ['sin(2.5*x + 5.5) + z', ['z + sin(2.5*(x + 2.2))', 'z + sin(5.5*(0.45454545454545453*x + 1))']],
  ['log(x) - 2*log(z)', ['log(x/z^2)']],
  ['log(x) + 1.5', ['log(4.4816890703380645*x)']],
  ['log10(x) + log10(z) + 1.5', ['log10(31.622776601683793*x*z)']],
  ['log(x) + log(z) + x', ['x + log(x*z)']],
  ['x + 2.5*z', []],
  ['2.5*x*z', []],
  ['log(x) + 1.5*z', []],
  ['log(x) + 900.5', []]
])('%s is also %o', (formula, expected) => {
  const columns = ['x', 'z']
  expect(rewordings(simplify(parse(formula, { columns, decimalsAreParams: true }))).map(printInfix)).toEqual(expected)
})
