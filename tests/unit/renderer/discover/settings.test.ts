import { expect, test } from 'vitest'
import type { MethodOffer } from '../../../../src/shared/domain/method.ts'
import { isChosen, setOption, toggleMethod } from '../../../../src/renderer/src/views/discover/methodChoice.ts'
import { printDuration, readDuration } from '../../../../src/renderer/src/views/discover/readDuration.ts'

const offer = (id: string, reason: string | null = null): MethodOffer => ({
  id,
  name: id,
  summary: '',
  reference: '',
  options: [],
  kind: 'formula',
  reason
})
const OFFERS = [offer('a'), offer('b'), offer('c', 'needs time')]

test('taking a method out of all leaves the other that fits', () => {
  expect(toggleMethod(null, 'a', OFFERS)).toEqual([{ id: 'b', options: {} }])
})

test('taking it in again is the same as having chosen nothing', () => {
  expect(toggleMethod([{ id: 'b', options: {} }], 'a', OFFERS)).toBeNull()
})

test('a changed option is kept, its default is not', () => {
  const changed = setOption(null, 'a', 'depth', 3, OFFERS)
  expect(changed).toEqual([{ id: 'a', options: { depth: 3 } }, { id: 'b', options: {} }]) // prettier-ignore
  expect(isChosen(changed, 'b')).toBe(true)
  expect(setOption(changed, 'a', 'depth', undefined, OFFERS)).toBeNull()
})

test.each([
  ['90', 90],
  ['90 s', 90],
  ['5 min', 300],
  ['1,5 h', 5400],
  ['1 h 30 min', 5400],
  ['1:30', 90],
  ['', null],
  ['soon', null],
  ['5 minutes', null],
  ['-3', null]
])('%j is a time of %j seconds', (text, seconds) => {
  expect(readDuration(text)).toBe(seconds)
})

test.each([45, 300, 5400, 61.5, 86_400])('%d seconds are printed so that they read back', (seconds) => {
  expect(readDuration(printDuration(seconds))).toBe(seconds)
})
