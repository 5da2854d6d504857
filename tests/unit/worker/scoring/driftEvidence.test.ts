import { describe, expect, test } from 'vitest'
import { parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { sharesOnlyDrift } from '../../../../src/worker/scoring/driftEvidence.ts'
import { createJudge } from '../../../../src/worker/scoring/judge.ts'
import { compileForm, fitForm } from '../../../../src/worker/scoring/fitForm.ts'
import { judgingSample } from '../../../../src/worker/scoring/judgingSample.ts'
import { problemOf } from '../../../support/problems.ts'

const n = 200
const formula = (text: string) => parseTemplate(text, { columns: ['x'] }).expr

/** A series in which each row keeps this share of the one before; 1 is a walk. */
function series(share: number, random: ReturnType<typeof createRandom>): Float64Array {
  let value = 0
  return Float64Array.from({ length: n }, () => (value = share * value + random.normal()))
}

function isDrift(x: Float64Array, y: Float64Array): boolean {
  const sample = judgingSample(problemOf(['x'], [x], y), 1)
  const scale = sample.scales[0]!
  return sharesOnlyDrift(fitForm(compileForm(formula('a*x + b'), sample, scale), [1, 0], sample, scale, null)!, sample)
}

/** How many of twenty draws of a table share only drift. */
function drifts(table: (random: ReturnType<typeof createRandom>) => readonly [Float64Array, Float64Array]): number {
  return Array.from({ length: 20 }, (_, seed) => isDrift(...table(createRandom(seed)))).filter(Boolean).length
}

describe('a law of the rows in their order', () => {
  test('two walks that know nothing of each other share only drift', () => {
    // some come back so often that their residuals hardly follow one another
    expect(drifts((random) => [series(1, random), series(1, random)])).toBeGreaterThan(16)
  })

  test('a law with noise that follows itself is more than drift', () => {
    const related = (random: ReturnType<typeof createRandom>) => {
      const [x, noise] = [series(1, random), series(0.8, random)]
      return [x, x.map((value, i) => 0.8 * value + noise[i]!)] as const
    }
    expect(drifts(related)).toBe(0)
  })

  test('a wrong form of a law without noise is more than drift', () => {
    const curved = (random: ReturnType<typeof createRandom>) => {
      const x = series(1, random)
      return [x, x.map((value) => value + Math.sin(value / 2))] as const
    }
    expect(drifts(curved)).toBe(0)
  })

  test('rows in the order of an input follow that input, not their order', () => {
    const time = Float64Array.from({ length: n }, (_, i) => i)
    expect(drifts((random) => [time, series(1, random)])).toBe(0)
  })
})

test('a judge recommends nothing where target and input only drift, and says of what form', () => {
  const random = createRandom(1)
  const problem = problemOf(['x'], [series(1, random)], series(1, random))
  const provenance = (method: string) => ({ method, options: {}, seed: 1, version: 'test', datasetHash: '' })
  const judge = createJudge(problem, { seed: 1, provenance })
  for (const text of ['a*x + b', 'a*x^2 + b*x + c', 'a*sin(b*x) + c'])
    judge.add({ expression: formula(text), method: 'test' })
  const { laws, verdict, refuted } = judge.finish()
  expect({ laws, verdict, marks: refuted?.marks }).toEqual({ laws: [], verdict: 'none', marks: ['sharedDrift'] })
})
