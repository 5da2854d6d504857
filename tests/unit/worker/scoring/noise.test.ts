import { expect, test } from 'vitest'
import type { NoiseModel } from '../../../../src/shared/domain/law.ts'
import { noiseModels } from '../../../../src/worker/scoring/noise.ts'

/** Values that are no counts, of one size, without ties, from 1 on. */
const plain = Array.from({ length: 20 }, (_, i) => 1 + i / 7)

test.each<[string, readonly number[], readonly NoiseModel[]]>([
  ['values of one sign over decades', [1.5, 10, 101], ['additive', 'multiplicative']],
  ['negative values over decades', [-1, -10, -101], ['additive', 'multiplicative']],
  ['values of one size', [1.5, 2, 3], ['additive']],
  ['values of both signs', [-1, 10, 101], ['additive']],
  ['measured values down to zero', [0, 10.5, 101], ['additive']],
  ['the far tail of a bell curve', [1e-200, 1, 2], ['additive', 'multiplicative']],
  ['counts', [0, 3, 7, 2], ['additive', 'poisson']],
  ['counts over decades', [1, 3, 70], ['additive', 'multiplicative', 'poisson']],
  ['answers of yes and no', [0, 1, 1, 0], ['additive']],
  ['rows enough to see outliers', plain, ['additive', 'robust']],
  ['rows of which very many share a value', [...plain, 0, 0, 0, 0, 0], ['additive']]
])('%s', (_, values, models) => {
  expect(noiseModels(Float64Array.from(values))).toEqual(models)
})
