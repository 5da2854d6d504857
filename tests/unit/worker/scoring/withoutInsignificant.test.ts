import { expect, test } from 'vitest'
import { parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { simplify } from '../../../../src/shared/expression/simplify.ts'
import { compileForm, fitForm } from '../../../../src/worker/scoring/fitForm.ts'
import { judgingSample } from '../../../../src/worker/scoring/judgingSample.ts'
import { withoutInsignificant } from '../../../../src/worker/scoring/withoutInsignificant.ts'
import { makeProblem } from '../../../support/problems.ts'

const columns = ['x', 'z']
const problem = makeProblem({
  ranges: { x: [1, 4], z: [1, 4] },
  law: ({ x, z }) => 2.7 * x! * z!,
  n: 300,
  noise: 0.05
})
const sample = judgingSample(problem, 1)
const scale = sample.scales.find(({ noise }) => noise === 'additive')!

/** The formulas without one number, with every number left open as #. */
function without(formula: string): string[] {
  const form = simplify(parseTemplate(formula, { columns }).expr)
  const program = compileForm(form, sample, scale)
  const fit = fitForm(program, program.params, sample, scale, null)!
  return withoutInsignificant(form, fit, sample).map((other) => printInfix(other).replace(/-?\d+\.\d+(e-?\d+)?/g, '#'))
}

test.each<[string, string, string[]]>([
  ['a summand', 'a*x*z + b', ['#*x*z']],
  ['a summand with an input', 'a*x*z + b*x', ['#*x*z']],
  ['an offset within a product', 'a*x*(z + b)', ['#*x*z']],
  ['an exponent', 'a*x*z^b', ['#*x*z']],
  ['nothing that the data fix', 'a*x*z', []]
])('%s is left out of %s', (_, formula, expected) => {
  expect(without(formula)).toEqual(expected)
})

test('what is left reads an input', () => {
  // y follows neither: without its slope the formula would be a constant
  const form = parseTemplate('a + b*x', { columns }).expr
  const flat = { ...problem, y: problem.y.map((value, i) => value - 2.7 * problem.x[0]![i]! * problem.x[1]![i]!) }
  const noise = judgingSample(flat, 1)
  const additive = noise.scales.find(({ noise: model }) => model === 'additive')!
  const program = compileForm(form, noise, additive)
  const fit = fitForm(program, program.params, noise, additive, null)!
  for (const other of withoutInsignificant(form, fit, noise)) expect(printInfix(other)).toContain('x')
})
