import { expect, test } from 'vitest'
import { paramValues } from '../../../../src/shared/domain/expr.ts'
import { parse } from '../../../../src/shared/expression/parse.ts'
import { createPointEvaluator } from '../../../../src/worker/kernel/pointEvaluator.ts'
import { evaluator } from '../../../../src/worker/kernel/evaluator.ts'
import { compile } from '../../../../src/worker/kernel/program.ts'

const names = ['x', 'y']
const point = [0.7, 1.3]

test.each([
  '1.5*x - 0.4*x*y + 2.5',
  'x^3/(1.5 + y^2) - sqrt(y)',
  '(-1.2)*sin(2*x - y) + 0.3*abs(x)*x',
  'y^1.7 + exp(-0.5*x) + log(y) + tanh(x)',
  '2*x - 3'
])('agrees with the evaluator of columns and with differences: %s', (text) => {
  const expr = parse(text, { decimalsAreParams: true })
  const program = compile(expr, names)
  const params = paramValues(expr)
  const { value, valueWithGradient } = createPointEvaluator(program)
  const byVariable = new Float64Array(2)
  const byParam = new Float64Array(params.length)
  const out = new Float64Array(1)
  evaluator.evaluate(
    program,
    point.map((x) => Float64Array.of(x)),
    params,
    out
  )
  expect(valueWithGradient(point, params, byVariable, byParam)).toBeCloseTo(out[0]!, 12)
  const step = 1e-6
  // central differences are right to about step² and rounding over step
  const slope = (at: (shift: number) => number) => (at(step) - at(-step)) / (2 * step)
  point.forEach((_, j) => {
    const expected = slope((shift) => value(point.with(j, point[j]! + shift), params))
    expect(byVariable[j]).toBeCloseTo(expected, 7)
  })
  params.forEach((_, p) => {
    const expected = slope((shift) => value(point, params.with(p, params[p]! + shift)))
    expect(byParam[p]).toBeCloseTo(expected, 7)
  })
})

test('a formula that is a variable has slope 1', () => {
  const { valueWithGradient } = createPointEvaluator(compile(parse('y'), names))
  const byVariable = new Float64Array(2)
  expect(valueWithGradient(point, [], byVariable, new Float64Array(0))).toBe(1.3)
  expect([...byVariable]).toEqual([0, 1])
})
