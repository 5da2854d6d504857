import { expect, test } from 'vitest'
import { parse, parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { readDefinitions } from '../../../../src/shared/expression/readDefinitions.ts'
import { readKnowledge } from '../../../../src/shared/expression/readKnowledge.ts'

const definitions = readDefinitions(['sinc(u) = sin(u)/u', 'bell(x, s) = exp(-(x/s)^2)', 'twice(u) = 2*sinc(u)'])

test.each([
  ['sinc(x)', 'sin(x)/x'],
  ['1 + sinc(2*x)^2', '1 + (sin(2*x)/(2*x))^2'],
  // the names of the definition hide those of the table
  ['bell(s, x)', 'exp(-(s/x)^2)'],
  ['twice(x)', '2*(sin(x)/x)']
])('%s is read as its body', (text, expected) => {
  const expr = parse(text, { columns: ['x', 's'], definitions })
  expect(printInfix(expr)).toBe(printInfix(parse(expected)))
})

test('a number is fitted inside of a function that reads its argument once, and refused in one that repeats it', () => {
  const options = { columns: ['x'], definitions }
  expect(parseTemplate('a*bell(x, w)', options).names).toEqual(['a', 'w'])
  expect(() => parseTemplate('sinc(k*x)', options)).toThrow(/more than once/)
})

test.each([
  ['sinc = sin(x)/x', 'define a function as'],
  ['sin(u) = u', 'function already'],
  ['f(a, b, c) = a', 'one or two'],
  ['f(a, a) = a', 'different names'],
  ['f(a) = a*q', 'no column "q"'],
  ['f(a) = f(a)', 'no function "f"']
])('%s is refused', (text, words) => {
  expect(() => readDefinitions([text])).toThrow(
    expect.objectContaining({ code: 'badFormula', message: expect.stringContaining(words) as string })
  )
})

test('definitions stand among the facts, line by line', () => {
  expect(readKnowledge({ template: null, lines: ['sinc(u) = sin(u)/u', 'y(x=0) = 1', ''] }, 'y', ['x'])).toMatchObject({
    definitions: ['sinc(u) = sin(u)/u'],
    constraints: [{ kind: 'value' }]
  })
})
