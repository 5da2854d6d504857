import { expect, test } from 'vitest'
import { parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { buildEvidence } from '../../../../src/worker/scoring/evidence.ts'
import { scoreExpression } from '../../../../src/worker/scoring/lawActions.ts'
import { createPredictor } from '../../../../src/worker/scoring/predictionInterval.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { problemOf } from '../../../support/problems.ts'

const provenance = { method: 'user', options: {}, seed: 1, version: '0', datasetHash: '' }

function lineWithNoise(n: number, seed: number) {
  const random = createRandom(seed)
  const x = Float64Array.from({ length: n }, () => 10 * random.next())
  const problem = problemOf(
    ['x'],
    [x],
    x.map((value) => 2 * value + 1 + random.normal())
  )
  return { problem, law: scoreExpression(parseTemplate('a*x + b', { columns: ['x'] }).expr, problem, provenance) }
}

test('new measurements lie within the interval about 95 times in a hundred', () => {
  const random = createRandom(9)
  let inside = 0
  for (let seed = 1; seed <= 20; seed++) {
    const { problem, law } = lineWithNoise(30, seed)
    const fresh = Float64Array.from({ length: 100 }, () => 10 * random.next())
    const { low, high } = createPredictor(law, problem)!([fresh])
    fresh.forEach((value, i) => {
      const measured = 2 * value + 1 + random.normal()
      if (measured > low[i]! && measured < high[i]!) inside++
    })
  }
  // of 2000; the fits share their rows, so that the share scatters by about 1 %
  expect(inside / 2000).toBeGreaterThan(0.92)
  expect(inside / 2000).toBeLessThan(0.975)
})

test('the interval widens beyond the rows as the formula for a line says', () => {
  const { problem, law } = lineWithNoise(40, 3)
  const { low, high } = createPredictor(law, problem)!([Float64Array.of(5, 50)])
  const x = problem.x[0]!
  const mean = x.reduce((sum, value) => sum + value, 0) / 40
  const squares = x.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  // width² ∝ 1 + 1/n + (x − mean)²/Σ(x − mean)²
  const expected = (at: number) => Math.sqrt(1 + 1 / 40 + (at - mean) ** 2 / squares)
  expect((high[1]! - low[1]!) / (high[0]! - low[0]!)).toBeCloseTo(expected(50) / expected(5), 6)
})

test('evidence shades the law outside its rows', () => {
  const { problem, law } = lineWithNoise(60, 2)
  const beyond = buildEvidence(law, problem).tabs.beyond!
  expect(beyond.map(({ id }) => id)).toEqual(['interval-x', 'guard', 'beyond-x'])
  const plot = beyond[0]!
  if (plot.kind !== 'plot') throw new Error('no plot')
  expect(plot.marks.map(({ kind }) => kind)).toEqual(['outside', 'outside', 'band', 'line'])
})
