import { expect, test } from 'vitest'
import { isUnknownWhole, readLawTemplate, templateInputs } from '../../../../src/shared/expression/lawTemplate.ts'

const read = (text: string) => readLawTemplate(text, { columns: ['y', 'x', 'z', 'mass of star'], inputs: ['x', 'z'] })

test('unknown functions, numbers and fixed parts are told apart', () => {
  const law = read('y = a*f(x) + exp(-k*z)/g(`mass of star`)')
  expect(law).toMatchObject({ target: 'y', numbers: ['a', 'k'] })
  expect(law.functions).toMatchObject([
    { name: 'f', inputs: ['x'] },
    { name: 'g', inputs: ['mass of star'] }
  ])
  expect(templateInputs(law).toSorted()).toEqual(['mass of star', 'x', 'z'])
  expect(isUnknownWhole(law)).toBe(false)
})

test('a function without arguments takes all inputs', () => {
  const law = read('y = f()')
  expect(law.functions[0]!.inputs).toEqual(['x', 'z'])
  expect(isUnknownWhole(law)).toBe(true)
})

test.each([
  ['f(x)', 'badFormula', 'equation'],
  ['q = f(x)', 'unknownColumn', '“q”'],
  ['y = f(xx)', 'unknownColumn', 'Did you mean x?'],
  ['y = f(y)', 'badFormula', 'target'],
  ['y = f(x) + f(z)', 'badFormula', 'only once'],
  ['y = a*f(x) + a', 'badFormula', 'only once']
])('%s is refused with the reason', (text, code, words) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(words) as string }))
})
