import { expect, test } from 'vitest'
import { cliques } from '../../../../../src/worker/methods/separateParts/cliques.ts'

const links = (...pairs: readonly (readonly [number, number])[]) => {
  return (a: number, b: number) => pairs.some(([c, d]) => (a === c && b === d) || (a === d && b === c))
}

test.each<[string, number[], ReturnType<typeof links>, number[][]]>([
  ['nobody', [], links(), []],
  ['members without links', [4, 7], links(), [[4], [7]]],
  ['a pair and one beside', [0, 1, 2], links([0, 2]), [[0, 2], [1]]],
  ['a chain, which is no set', [0, 1, 2], links([0, 1], [1, 2]), [[0, 1], [1, 2]]], // prettier-ignore
  ['a triangle with a tail', [0, 1, 2, 3], links([0, 1], [1, 2], [0, 2], [2, 3]), [[0, 1, 2], [2, 3]]] // prettier-ignore
])('%s', (_, members, isLinked, expected) => {
  expect(cliques(members, isLinked)).toEqual(expected)
})
