import type { Law, NoiseModel } from '../domain/law.ts'
import { formatNumber } from './formatNumber.ts'

const WORDS: Readonly<Record<NoiseModel, string>> = {
  additive: 'alike in all rows',
  multiplicative: 'in proportion to the value',
  poisson: 'that of counts',
  robust: 'with outliers'
}

/**
 * How the target strays from a law, in words: `in proportion to the value, ±5 %`; with χ²/ν where the errors of the
 * target are given or it is a count, and whether errors of inputs are counted in.
 * @param unit of the target, or null
 */
export function describeNoise({ noise, noiseFit }: Pick<Law, 'noise' | 'noiseFit'>, unit: string | null): string {
  if (noiseFit === undefined) return WORDS[noise]
  const { width, reducedChiSquare, outliers } = noiseFit
  const words = [reducedChiSquare !== null && noise !== 'poisson' ? 'as given row by row' : WORDS[noise]]
  if (noise === 'robust') words.push(`${outliers} ${outliers === 1 ? 'row lies' : 'rows lie'} far off`)
  if (reducedChiSquare !== null) words.push(`χ²/ν = ${formatNumber(reducedChiSquare, 3)}`)
  else if (noise === 'multiplicative') words.push(`±${formatNumber(100 * width, 2)} %`)
  else words.push(`±${formatNumber(width, 2)}${unit === null ? '' : ` ${unit}`}`)
  if (noiseFit.countsInputErrors) words.push('errors of the inputs included')
  return words.join(', ')
}
