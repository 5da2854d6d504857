import { fold, paramValues, type Expr } from '../../shared/domain/expr.ts'
import type { Law, LawMark, Verdict } from '../../shared/domain/law.ts'
import { isConstantFormula } from './descriptionLength.ts'
import { paretoFront } from './paretoFront.ts'

/** Laws whose descriptions differ by less cannot be told apart by the data: odds below ten to one. */
const INDISTINGUISHABLE_BITS = Math.log2(10)
/** A law must beat the constant by this much: the price of having looked at very many formulas. */
const BEATS_CONSTANT_BITS = 6
/** A law must also leave less than this share of the constant's error on unseen rows. */
const BEATS_CONSTANT_ERROR = 0.98
/** A fitted number takes as many bits as three and a half symbols; complexity counts it as two. */
const FITTED_NUMBER = 1.5
/** Ratio of errors beyond the data that tells laws of the same length apart. */
const FARTHER = Math.log(1.1)
/** Fewer rows beyond the data may come out well by chance. */
const ROWS_BEYOND = 5
/** R² beyond the data from which nothing but rounding is left. */
const EXACT_BEYOND = 1 - 1e-12
const MAX_LAWS = 40
/** Marks that keep a law from being recommended while another is free of them. */
const DISQUALIFYING: readonly LawMark[] = ['tooManyParameters', 'unitsDisagree', 'undefinedRows', 'breaksKnowledge']

export interface Ranking {
  /** Best first; empty when nothing beats a constant. */
  readonly laws: readonly Law[]
  readonly verdict: Verdict
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

/** Exponents that no exact value meets: where a law without them does as well, they are there to stand in for it. */
function fittedExponents(expr: Expr): number {
  return fold(expr, {
    const: () => 0,
    param: () => 0,
    var: () => 0,
    apply: ({ operator, args }, counts) =>
      counts.reduce((sum, count) => sum + count, operator === 'pow' && args[1]?.kind === 'param' ? 1 : 0)
  })
}

function length(law: Law): number {
  return law.complexity + FITTED_NUMBER * paramValues(law.expression).length
}

/** In steps of a tenth, so that noise does not decide, nor rounding among exact laws; 0 where few rows lie beyond. */
function errorBeyond({ extrapolation }: Law): number {
  if (extrapolation === null || extrapolation.rows < ROWS_BEYOND) return 0
  const { rmse, rSquared } = extrapolation
  return rSquared > EXACT_BEYOND ? -Number.MAX_SAFE_INTEGER : Math.round(Math.log(rmse) / FARTHER)
}

/**
 * The leading laws within ten-to-one odds of the best form a group, in which the simplest comes first; of those that are
 * as simple the one that does better beyond the data.
 */
function groupIndistinguishable(ordered: readonly Law[]): { law: Law; group: number | null }[] {
  const best = ordered[0]
  if (best === undefined) return []
  const isClose = (law: Law) =>
    isDisqualified(law) === isDisqualified(best) &&
    law.descriptionLength - best.descriptionLength < INDISTINGUISHABLE_BITS
  const group = ordered.filter(isClose)
  if (group.length < 2) return ordered.map((law) => ({ law, group: null }))
  const simplestFirst = group.toSorted(
    (a, b) =>
      fittedExponents(a.expression) - fittedExponents(b.expression) ||
      length(a) - length(b) ||
      errorBeyond(a) - errorBeyond(b) ||
      a.descriptionLength - b.descriptionLength
  )
  return [
    ...simplestFirst.map((law) => ({ law, group: 1 })),
    ...ordered.filter((law) => !isClose(law)).map((law) => ({ law, group: null }))
  ]
}
