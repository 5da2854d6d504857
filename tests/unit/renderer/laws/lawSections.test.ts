import { expect, test } from 'vitest'
import { lawSections } from '../../../../src/renderer/src/views/laws/lawSections.ts'
import { fakeLaw } from '../../../support/fakeEngine.ts'

test.each([
  [[], []],
  [
    [null, null],
    [[1], [2]]
  ],
  [
    [1, 1, 1, null],
    [[1, 2, 3], [4]]
  ],
  [
    [1, 2, 2, 1],
    [[1], [2, 3], [4]]
  ]
])('laws of the groups %j are listed as %j', (groups, ids) => {
  const laws = groups.map((indistinguishableGroup, i) => fakeLaw(i + 1, { indistinguishableGroup }))
  expect(lawSections(laws).map((section) => section.laws.map(({ id }) => id))).toEqual(ids)
})
