import type { Evidence } from '../../../shared/domain/evidence.ts'
import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { printQuantity } from '../../../shared/expression/printFinding.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import type { FoundLaw } from './foundLaw.ts'
import { lawExpression } from './lawExpression.ts'
import type { WeightedTerm } from './normaliseLaw.ts'
import { termsTable } from './termsTable.ts'

export interface InvariantContext {
  /** Place among the laws, from 1, and how many there are. */
  readonly place: number
  readonly count: number
  /** Such as `through 200 events`. */
  readonly where: string
  /** How the table was read. */
  readonly reading: string
  readonly metrics: Readonly<Record<string, number | null>>
  readonly warnings: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** A law with its figures in words. `terms` are its own, in the order and with the scale in which it is written. */
export function invariantFinding(law: FoundLaw, terms: readonly WeightedTerm[], about: InvariantContext): FindingDraft {
  const quantity = lawExpression(terms)
  const text = printQuantity(quantity)
  const unseen = Number.isNaN(law.heldOutMisfit)
    ? ''
    : ` On data that its coefficients had not seen the changes are ${times(law.heldOutMisfit)} the noise.`
  return {
    kind: 'invariant',
    key: `invariant-${about.place}`,
    title: `${text} is conserved`,
    summary: `The quantity ${text} stays the same ${about.where}: its changes are ${times(law.misfit)} what the noise of the measurements makes, and ${shuffledWords(law.pValue)}.${unseen} ${about.reading}`,
    metrics: {
      misfit: finite(law.misfit),
      misfitLimit: finite(law.limit),
      heldOutMisfit: finite(law.heldOutMisfit),
      independence: finite(law.independence),
      pValue: finite(law.pValue),
      singularValueRatio: finite(law.singularValueRatio),
      laws: about.count,
      ...about.metrics
    },
    warnings: about.warnings,
    evidence: [...about.evidence, termsTable(terms)],
    ...quantity
  }
}

export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** The root of a misfit as a factor: `0.97 times`. */
function times(misfit: number): string {
  const factor = Math.sqrt(misfit)
  return factor < 1e-3 ? 'less than a thousandth of' : `${formatNumber(factor, 2)} times`
}

function shuffledWords(pValue: number): string {
  return `a shuffled table holds as good a law with a probability of ${pValue <= 0.01 ? 'at most 1 %' : formatShare(pValue)}`
}
