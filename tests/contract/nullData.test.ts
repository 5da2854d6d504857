import { expect, test } from 'vitest'
import { variableNames } from '../../src/shared/domain/expr.ts'
import { NULL_KINDS, nullData, weakLine } from '../support/nullData.ts'
import { runPortfolio } from '../support/runPortfolio.ts'

/** Enough for every method to have its turn; no clock, so that the answer is the same everywhere. */
const LIMITS = { evaluations: 12_000, seconds: Infinity }

const cases = NULL_KINDS.flatMap((kind) => [1, 2].map((seed) => [kind, seed] as const))

test.each(cases)('a table without a law (%s, seed %i) ends without a recommended formula', async (kind, seed) => {
  const { snapshot } = await runPortfolio(nullData(kind, 60, seed), { ...LIMITS, seed })
  expect({ laws: snapshot.laws, verdict: snapshot.verdict }).toEqual({ laws: [], verdict: 'none' })
})

test('a line that explains a fifth of the variance is found in 300 rows', async () => {
  // 150·log2(1/0.8) = 48 bits of evidence, beside about 20 for the line
  const { snapshot } = await runPortfolio(weakLine(300, 1), { ...LIMITS, seed: 1 })
  expect(variableNames(snapshot.laws[0]!.expression)).toEqual(['x'])
})
