import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { separableInputs } from '../../../../../src/worker/methods/closedForm/separableInputs.ts'

const N = 300

/** Inputs evenly in 1 … 4, and y of them. */
function separableOf(inputs: number, law: (row: readonly number[]) => number): [number, number][] {
  const random = createRandom(11)
  const x = Array.from({ length: inputs }, () => Float64Array.from({ length: N }, () => 1 + 3 * random.next()))
  const y = Float64Array.from({ length: N }, (_, i) => law(x.map((column) => column[i]!)))
  const found = separableInputs({ sample: { n: N, x, y, weights: null }, loggable: x.map((_, j) => j) })
  return [...found].sort(([a], [b]) => a - b)
}

describe('inputs that only multiply y by a power', () => {
  test.each<[string, (row: readonly number[]) => number, number, [number, number][]]>([
    // the wave turns twice within the ranges, which no polynomial follows: its zeros would spoil a logarithm
    [
      'beside a wave of the others',
      ([a, b, c, d]) => (a! * Math.sin(1.3 * c! * d!) ** 2) / b!,
      4,
      [
        [0, 1],
        [1, -1]
      ]
    ],
    ['with a broken exponent', ([a, b, c]) => a! ** 1.5 * (b! + 2.2 * c! ** 2), 3, [[0, 1.5]]],
    ['are none in a sum of squares', ([a, b, c]) => a! ** 2 + 1.7 * b! ** 2 - c! ** 2, 3, []]
  ])('%s', (_, law, inputs, expected) => {
    expect(separableOf(inputs, law)).toEqual(expected)
  })

  test('one input alone is no input beside others', () => {
    expect(separableOf(1, ([a]) => a! ** 2)).toEqual([])
  })
})
