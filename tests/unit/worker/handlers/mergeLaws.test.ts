import { expect, test } from 'vitest'
import { mergeLaws } from '../../../../src/worker/handlers/mergeLaws.ts'
import { keplerLaw } from '../store/sampleData.ts'

const marked = (laws: ReturnType<typeof mergeLaws>) => laws.map(({ law, origin }) => `${law.key} ${origin}`)

test("without a law of the user the search's order stands", () => {
  const laws = [keplerLaw('b', 9), keplerLaw('a', 1)]
  expect(marked(mergeLaws(laws, []))).toEqual(['b search', 'a search'])
})

test("the user's law takes its place by description length and replaces the search's version", () => {
  const laws = [keplerLaw('a', 1), keplerLaw('b', 50), keplerLaw('c', 90)]
  expect(marked(mergeLaws(laws, [keplerLaw('b', 70)]))).toEqual(['a search', 'b user', 'c search'])
  expect(marked(mergeLaws(laws, [keplerLaw('mine', 60)]))).toEqual(['a search', 'b search', 'mine user', 'c search'])
})

test('a law of the user is never left out, however many better ones there are', () => {
  const laws = Array.from({ length: 60 }, (_, i) => keplerLaw(`law ${i}`, 10 * i))
  expect(marked(mergeLaws(laws, [keplerLaw('mine', 1e6)]))).toContain('mine user')
})
