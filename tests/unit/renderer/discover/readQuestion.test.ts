import { expect, test } from 'vitest'
import { readDefinitions } from '../../../../src/shared/expression/readDefinitions.ts'
import { questionText, readQuestion } from '../../../../src/renderer/src/views/discover/readQuestion.ts'

const COLUMNS = ['P', 'a', 'v_1', 'mass of star', 'f']
const read = (text: string) => readQuestion(text, COLUMNS, ['a', 'v_1'])

test('an unknown function of named columns asks for them and nothing else', () => {
  expect(read('P = g(v_1, a)')).toMatchObject({ kind: 'question', target: 'P', inputs: ['a', 'v_1'], seeds: [] })
})

test('a function without arguments takes the columns with the role input', () => {
  expect(read('P = g()')).toMatchObject({ inputs: ['a', 'v_1'], seeds: [] })
})

test('a fixed formula becomes a formula to start from', () => {
  expect(read('P = c*a^n')).toMatchObject({ inputs: ['a'], seeds: ['c*a^n'], words: expect.stringContaining('2 numbers') as string }) // prettier-ignore
})

test('unknown functions inside a formula make it the shape of the law', () => {
  expect(read('P = k*g(a) + h(v_1)')).toMatchObject({
    inputs: ['a', 'v_1'],
    seeds: [],
    template: 'P = k*g(a) + h(v_1)',
    latex: 'P = k\\,g(a) + h(v_{1})',
    words: 'in this shape: g, h to be found, 1 number fitted'
  })
  expect(read('P = g(a)')).toMatchObject({ template: null })
})

test('a function of the user is known', () => {
  const definitions = readDefinitions(['sinc(u) = sin(u)/u'])
  const question = readQuestion('P = c*sinc(a)', COLUMNS, ['a'], definitions)
  expect(question).toMatchObject({ seeds: ['c*sinc(a)'], template: null })
})

test('several targets are asked for at once, and explain nothing of each other', () => {
  expect(read('P, v_1 = g()')).toMatchObject({
    target: 'P',
    otherTargets: ['v_1'],
    inputs: ['a'],
    latex: 'P,\\, v_{1} = g(a)'
  })
})

test('many inputs are counted, and only the first and the last are named', () => {
  const many = Array.from({ length: 9 }, (_, i) => `x${i}`)
  expect(readQuestion('P = f()', ['P', ...many], many)).toMatchObject({
    inputs: many,
    latex: 'P = f(x_{0},\\, x_{1},\\, x_{2},\\, x_{3},\\, x_{4},\\, x_{5},\\, \\ldots,\\, x_{8})',
    words: 'as one unknown function of 9 columns: x0, x1, x2, x3, x4, x5, …, x8'
  })
})

test('names with blanks are quoted, and read back', () => {
  const text = questionText('mass of star', ['a'])
  expect(text).toBe('`mass of star` = f(a)')
  expect(readQuestion('`mass of star` = g(a)', COLUMNS, [])).toMatchObject({ target: 'mass of star', inputs: ['a'] })
})

test('known functions stay what they are', () => {
  expect(read('P = c*sin(a)')).toMatchObject({ inputs: ['a'], seeds: ['c*sin(a)'] })
})

test('the line is typeset as typed', () => {
  expect(read('P = g(a, v_1)')).toMatchObject({ latex: 'P = g(a,\\, v_{1})' })
})

test.each([
  ['', 'equation'],
  ['P', 'equation'],
  [' = f(a)', 'target before'],
  ['Q = f(a)', 'no number column “Q”'],
  ['P = g(Q)', 'no number column “Q”'],
  ['P = g(P)', 'is the target'],
  ['P = 3', 'at least one input'],
  ['P = a +', 'expected'],
  ['P = c*a^c', 'only once'],
  ['P = g(a', 'g'],
  ['P, Q = g(a)', 'no number column “Q”'],
  ['P, f = c*a', 'each one unknown function'],
  ['P, f = g(f)', 'no number column “f”'],
  ['P = g(a) + g(v_1)', 'may stand only once']
])('%j is answered with what is wrong', (text, part) => {
  const answer = read(text)
  expect(answer.kind).toBe('misreading')
  expect(answer.kind === 'misreading' && answer.message).toContain(part)
})
