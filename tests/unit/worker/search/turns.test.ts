import { expect, test } from 'vitest'
import { createTurns } from '../../../../src/worker/search/turns.ts'

/** Evaluations that a method may use up to and with each of the first rounds, to the thousand. */
function allowances(id: string, rounds: number): number[] {
  const turns = createTurns()
  return Array.from({ length: rounds }, () => {
    let used = 0
    while (!turns.isOver(id, used) && used < 1e6) used += 1000
    turns.nextRound()
    return used
  })
}

test('what a method may use grows geometrically from round to round', () => {
  // 5000 · 1.6^k: 5000, 8000, 12 800, 20 480
  expect(allowances('of somebody else', 4)).toEqual([5000, 8000, 13_000, 21_000])
})

test('a method that is done in a blink has no limit', () => {
  expect(allowances('powerLaw', 1)).toEqual([1e6])
})

test('evolution waits until the others have had some rounds', () => {
  expect(allowances('geneticProgramming', 4).map((used) => used > 0)).toEqual([false, false, false, true])
})
