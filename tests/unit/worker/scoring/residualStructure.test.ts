import { expect, test } from 'vitest'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { judgingSample } from '../../../../src/worker/scoring/judgingSample.ts'
import { hasStructure } from '../../../../src/worker/scoring/residualStructure.ts'
import { problemOf } from '../../../support/problems.ts'

const random = createRandom(31)
const n = 400
const column = () => Float64Array.from({ length: n }, () => 4 * random.next() - 2)
const [x, z] = [column(), column()]
const sample = judgingSample(problemOf(['x', 'z'], [x, z], column()), 1)
const noise = Float64Array.from({ length: n }, () => random.normal())

test.each<[string, (i: number) => number, boolean]>([
  ['noise alone', () => 0, false],
  ['a trend in one input', (i) => 0.5 * x[i]!, true],
  ['an arch over one input', (i) => 0.5 * z[i]! ** 2, true],
  ['a wave in one input', (i) => 1.5 * Math.sin(3 * x[i]!), true],
  // neither input alone tells anything of it
  ['a product of both inputs', (i) => 0.8 * x[i]! * z[i]!, true]
])('%s', (_, missed, expected) => {
  expect(
    hasStructure(
      noise.map((value, i) => value + missed(i)),
      sample
    )
  ).toBe(expected)
})

test('noise seldom looks like structure', () => {
  let found = 0
  for (let k = 0; k < 100; k++) {
    if (
      hasStructure(
        Float64Array.from({ length: n }, () => random.normal()),
        sample
      )
    )
      found++
  }
  // one look in a thousand, with the level shared between the looks: two in a hundred would be chance once in 200
  expect(found).toBeLessThan(2)
})
