import { expect, test } from 'vitest'
import { noiseModels, type NoiseModel } from '../../../../src/worker/scoring/noise.ts'

test.each<[string, readonly number[], readonly NoiseModel[]]>([
  ['values of one sign over decades', [1, 10, 101], ['additive', 'multiplicative']],
  ['negative values over decades', [-1, -10, -101], ['additive', 'multiplicative']],
  ['values of one size', [1, 2, 3], ['additive']],
  ['values of both signs', [-1, 10, 101], ['additive']],
  ['values down to zero', [0, 10, 101], ['additive']],
  // 1/(1e-200)² is no number
  ['values too small for a weight', [1e-200, 1, 2], ['additive']]
])('%s', (_, values, models) => {
  expect(noiseModels(Float64Array.from(values))).toEqual(models)
})
