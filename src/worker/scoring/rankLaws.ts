import type { Law, LawMark, Verdict } from '../../shared/domain/law.ts'
import { isConstantFormula } from './descriptionLength.ts'
import { paretoFront } from './paretoFront.ts'
import { simplestFirst } from './simplestFirst.ts'

/** Odds of ten to one: descriptions that differ by less the data cannot tell apart, and formulas are as simple. */
const INDISTINGUISHABLE_BITS = Math.log2(10)
/** A law must beat the constant by this much: the price of having looked at very many formulas. */
const BEATS_CONSTANT_BITS = 6
/** A law must also leave less than this share of the constant's error on unseen rows. */
const BEATS_CONSTANT_ERROR = 0.98
const MAX_LAWS = 40
/** Marks that keep a law from being recommended while another is free of them. */
const DISQUALIFYING: readonly LawMark[] = ['tooManyParameters', 'unitsDisagree', 'undefinedRows', 'breaksKnowledge']

export interface Ranking {
  /** Best first; empty when nothing beats a constant. */
  readonly laws: readonly Law[]
  readonly verdict: Verdict
  /** The best form where it is better than a constant and none is recommended all the same: its marks say why. */
  readonly refuted?: Law
}

/**
 * Puts judged laws in order: by description length, laws with a disqualifying mark after the others; marks the front;
 * groups the laws next to the best that the data cannot tell apart, simplest first.
 */
export function rankLaws(judged: readonly Law[]): Ranking {
  const constant = judged.find((law) => isConstantFormula(law.expression))
  const ordered = judged.toSorted(
    (a, b) => Number(isDisqualified(a)) - Number(isDisqualified(b)) || a.descriptionLength - b.descriptionLength
  )
  const best = ordered.find((law) => !isConstantFormula(law.expression))
  if (best === undefined || !beatsConstant(best, constant)) return { laws: [], verdict: 'none' }
  // forms that say less well what may be no relation at all are no better
  if (best.marks.includes('sharedDrift')) return { laws: [], verdict: 'none', refuted: best }

  const front = new Set(paretoFront(judged, (law) => law.complexity, unseenError))
  const ranked = groupIndistinguishable(ordered)
    .map((law) => ({ ...law.law, onFront: front.has(law.law), indistinguishableGroup: law.group }))
    .slice(0, MAX_LAWS)
  const first = ranked[0]
  const isTentative = first === undefined || first.marks.length > 0
  return { laws: ranked, verdict: isTentative ? 'tentative' : 'law' }
}

export function unseenError(law: Law): number {
  return law.validation?.rmse ?? law.fit.rmse
}

function isDisqualified(law: Law): boolean {
  return law.marks.some((mark) => DISQUALIFYING.includes(mark))
}

function beatsConstant(law: Law, constant: Law | undefined): boolean {
  if (constant === undefined) return true
  return (
    law.descriptionLength + BEATS_CONSTANT_BITS < constant.descriptionLength &&
    typicalError(law) < BEATS_CONSTANT_ERROR * typicalError(constant)
  )
}

/** The error on unseen rows; the width of the noise where outliers, which no law explains, make up most of that. */
function typicalError(law: Law): number {
  return law.noise === 'robust' && law.noiseFit !== undefined ? law.noiseFit.width : unseenError(law)
}

/** The leading laws within ten-to-one odds of the best form a group, in which the simplest comes first. */
function groupIndistinguishable(ordered: readonly Law[]): { law: Law; group: number | null }[] {
  const best = ordered[0]
  if (best === undefined) return []
  const isClose = (law: Law) =>
    isDisqualified(law) === isDisqualified(best) &&
    law.descriptionLength - best.descriptionLength < INDISTINGUISHABLE_BITS
  const group = ordered.filter(isClose)
  if (group.length < 2) return ordered.map((law) => ({ law, group: null }))
  return [
    ...simplestFirst(group, INDISTINGUISHABLE_BITS).map((law) => ({ law, group: 1 })),
    ...ordered.filter((law) => !isClose(law)).map((law) => ({ law, group: null }))
  ]
}
