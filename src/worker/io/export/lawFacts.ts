import type { FitMetrics, Law, ParameterInterval } from '../../../shared/domain/law.ts'
import { describeMark } from '../../../shared/expression/describeMark.ts'
import { describeNoise } from '../../../shared/expression/describeNoise.ts'
import { originFacts } from './findingFacts.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { paramName } from '../../../shared/expression/printLaw.ts'

/** One number of the law, as a row of a table. */
export interface ParameterFact {
  readonly name: string
  readonly value: number
  readonly fitted: number
  readonly standardError: number | null
  /** Where the standard error misleads; absent elsewhere. */
  readonly interval?: ParameterInterval
  readonly unit: string | null
  /** The exact value that was taken, as printed: `3/2`. */
  readonly exact: string | null
}

export interface FitFact {
  readonly label: string
  readonly rows: number
  readonly rmse: number
  readonly rSquared: number
}

export function parameterFacts(law: Law): ParameterFact[] {
  return law.parameters.map(({ value, fitted, standardError, interval, unit, exact }, i) => ({
    name: paramName(i),
    value,
    fitted,
    standardError,
    ...(interval && { interval }),
    unit: unit === '1' ? null : unit,
    exact: exact?.text ?? null
  }))
}

export function fitFacts(law: Law): FitFact[] {
  const fact = (label: string, metrics: FitMetrics | null): FitFact[] => (metrics ? [{ label, ...metrics }] : [])
  return [
    ...fact('All rows', law.fit),
    ...fact('Held out of the fit', law.validation),
    ...fact('Beyond the fitted range', law.extrapolation)
  ]
}

/** What the reader should know before believing it, one sentence each. */
export function remarks(law: Law): string[] {
  const units = law.dimensionallyConsistent === true ? ['Its units agree.'] : []
  const group = law.indistinguishableGroup === null ? [] : ['The data cannot tell it from other laws of the same run.']
  return [...units, ...group, ...law.marks.map(describeMark)]
}

/** What is needed to make the law again, as pairs of label and text. */
export function provenanceFacts(law: Law, datasetName: string): [string, string][] {
  return [
    ...originFacts(law.provenance, datasetName),
    ['Noise', describeNoise(law, null)],
    ['Complexity', String(law.complexity)],
    ['Description length', `${formatNumber(law.descriptionLength)} bits`]
  ]
}
