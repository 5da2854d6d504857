import { expect, test } from 'vitest'
import { nearestName } from '../../../../src/main/commandLine/nearestName.ts'

test.each([
  ['targt', ['seconds', 'target', 'threads'], 'target'],
  ['taregt', ['target'], 'target'], // two neighbours swapped count once
  ['TARGET', ['target'], 'target'],
  ['sed', ['seed', 'set'], 'seed'], // both at distance 1: the first listed
  ['p', ['P', 'a'], 'P'],
  ['speed', ['a', 'P'], null],
  ['ab', ['cd'], null],
  ['x', [], null]
])('%s among %o means %s', (name, candidates, expected) => {
  expect(nearestName(name, candidates)).toBe(expected)
})
