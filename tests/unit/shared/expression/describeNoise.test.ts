import { expect, test } from 'vitest'
import type { NoiseFit, NoiseModel } from '../../../../src/shared/domain/law.ts'
import { describeNoise } from '../../../../src/shared/expression/describeNoise.ts'

const fit = (width: number, reducedChiSquare: number | null = null, outliers = 0): NoiseFit => ({
  width,
  reducedChiSquare,
  outliers
})

test.each<[NoiseModel, NoiseFit | undefined, string | null, string]>([
  ['additive', fit(0.1234), 'm', 'alike in all rows, ±0.12 m'],
  ['additive', fit(3), null, 'alike in all rows, ±3'],
  ['additive', fit(0.1, 1.042), 'm', 'as given row by row, χ²/ν = 1.04'],
  ['multiplicative', fit(0.05), 'm', 'in proportion to the value, ±5 %'],
  ['poisson', fit(1.1, 1.21), null, 'that of counts, χ²/ν = 1.21'],
  ['robust', fit(0.1, null, 1), 's', 'with outliers, 1 row lies far off, ±0.1 s'],
  ['robust', fit(0.1, null, 12), 's', 'with outliers, 12 rows lie far off, ±0.1 s'],
  ['additive', undefined, 'm', 'alike in all rows']
])('%s %o is described in words', (noise, noiseFit, unit, words) => {
  expect(describeNoise({ noise, ...(noiseFit && { noiseFit }) }, unit)).toBe(words)
})
