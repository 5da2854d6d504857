import { expect, test } from 'vitest'
import { readMethodOptions } from '../../../../src/main/commandLine/methodOptions.ts'
import type { MethodDescriptor } from '../../../../src/shared/domain/method.ts'

const words = { title: '', meaning: '' }
const METHOD: MethodDescriptor = {
  id: 'example',
  name: 'Example',
  summary: '',
  reference: '',
  options: [
    { ...words, id: 'degree', type: 'integer', default: 2, min: 1, max: 5 },
    { ...words, id: 'threshold', type: 'number', default: 0.1, min: 0, max: 1, step: 0.1 },
    { ...words, id: 'scaled', type: 'boolean', default: true },
    { ...words, id: 'library', type: 'choice', default: 'polynomial', choices: ['polynomial', 'fourier'] }
  ]
}
const read = (setting: string) => {
  const [name, text] = setting.split('=') as [string, string]
  return readMethodOptions(METHOD, [{ name, text }])
}

test.each([
  ['degree=5', { degree: 5 }],
  ['threshold=0.25', { threshold: 0.25 }],
  ['threshold=1e-3', { threshold: 0.001 }],
  ['scaled=false', { scaled: false }],
  ['library=fourier', { library: 'fourier' }]
])('reads %s', (setting, options) => {
  expect(read(setting)).toEqual(options)
})

test.each([
  ['degree=6', '--set degree=6: give a whole number from 1 to 5.'],
  ['degree=2.5', '--set degree=2.5: give a whole number from 1 to 5.'],
  ['degree=', '--set degree=: give a whole number from 1 to 5.'],
  ['threshold=NaN', '--set threshold=NaN: give a number from 0 to 1.'],
  ['scaled=yes', '--set scaled=yes: give true or false.'],
  ['library=poly', '--set library=poly: give one of polynomial, fourier.'],
  ['degre=2', '--set degre: the method example has no such setting. Did you mean degree?'],
  [
    'wavelength=2',
    '--set wavelength: the method example has no such setting. Its settings are degree, threshold, scaled, library.'
  ]
])('refuses %s', (setting, message) => {
  expect(() => read(setting)).toThrowError(expect.objectContaining({ code: 'badOption', message }) as Error)
})
