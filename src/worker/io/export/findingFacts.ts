import type { Finding } from '../../../shared/domain/finding.ts'
import type { Provenance } from '../../../shared/domain/law.ts'

/** The named figures of a finding that exist, as pairs of words and value: `critical point`, 627. */
export function findingFigures({ metrics }: Finding): [string, number][] {
  return Object.entries(metrics).flatMap(([name, value]) =>
    value === null ? [] : [[name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase(), value] as [string, number]]
  )
}

/** What is needed to make a result again, as pairs of label and text. */
export function originFacts({ method, options, seed, version, datasetHash }: Provenance, datasetName: string) {
  const settings = Object.entries(options).map(([name, value]) => `${name} = ${String(value)}`)
  const facts: [string, string][] = [
    ['Data', datasetName],
    ['SHA-256 of the data', datasetHash],
    ['Method', method],
    ...(settings.length > 0 ? [['Options', settings.join(', ')] as [string, string]] : []),
    ['Seed', String(seed)],
    ['Program', `Lawsmith ${version}`]
  ]
  return facts
}
