import { expect, test } from 'vitest'
import type { MethodProgress } from '../../../../src/shared/domain/run.ts'
import { foundWords } from '../../../../src/renderer/src/views/discover/foundWords.ts'
import { fakeLaw } from '../../../support/fakeEngine.ts'

const method = (id: string, status: MethodProgress['status']): MethodProgress => ({ id, status, seconds: 1, reason: null }) // prettier-ignore
const lawOf = (id: number, name: string) => {
  const law = fakeLaw(id)
  return { ...law, provenance: { ...law.provenance, method: name } }
}
const laws = [lawOf(1, 'powerLaw'), lawOf(2, 'sums'), lawOf(3, 'powerLaw'), lawOf(4, 'sums')]
const methods = [method('powerLaw', 'done'), method('sums', 'running'), method('genetic', 'done'), method('late', 'waiting')] // prettier-ignore

test.each([
  ['powerLaw', 'Found the recommended law and 1 of the others.'],
  ['sums', 'Found 2 laws of those that are kept.'],
  ['genetic', 'Found nothing that is kept.'],
  ['late', null],
  ['elsewhere', null]
])('the method %s: %s', (id, words) => {
  expect(foundWords(id, { laws, methods })).toBe(words)
})

test('one that is at work and has brought in nothing yet is not judged', () => {
  expect(foundWords('sums', { laws: [], methods })).toBeNull()
})
