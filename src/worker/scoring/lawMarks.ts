import { complexity } from '../../shared/domain/complexity.ts'
import type { Expr } from '../../shared/domain/expr.ts'
import type { LawMark } from '../../shared/domain/law.ts'
import { standardDeviation } from '../numeric/statistics.ts'
import { sharesOnlyDrift } from './driftEvidence.ts'
import type { FittedForm } from './fitForm.ts'
import type { JudgingSample } from './judgingSample.ts'
import { mostNumbers } from './mostNumbers.ts'
import { isWithinErrors, noiseFit } from './noiseFit.ts'
import { residualNature } from './residualStructure.ts'
import { scaledResiduals } from './scaledResiduals.ts'
import type { UnseenErrors } from './unseenError.ts'

/** Beyond the data a law may err this many times as much as between them before it is said to fail there. */
const FAILS_BEYOND = 3
/** The same where only a few rows are beyond, whose error may be large by chance. */
const FAILS_BEYOND_FEW = 5
const FEW_ROWS = 5
/** A formula of up to this complexity, and one more for every two rows, is not too long for any number of rows. */
const SHORT = 12
/** Rows for each fitted number of an exact law, at least. */
const ROWS_A_NUMBER = 2.5
/** Residuals this close to rounding have no structure worth a remark. */
const ROUNDING = 10
/** Share of the target's spread from which an error may be that of a wrong form: a short one that errs less is seldom wrong. */
const MUCH_ERROR = 0.02

export interface MarkedFit {
  readonly fit: FittedForm
  readonly unseen: UnseenErrors
  readonly sample: JudgingSample
  /** Of the whole table. */
  readonly rows: number
  readonly isConsistent: boolean | null
}

/** What is to be said against a law. */
export function lawMarks(expression: Expr, { fit, unseen, sample, rows, isConsistent }: MarkedFit): LawMark[] {
  const marks: LawMark[] = []
  const floor = (ROUNDING * fit.scale.floor) ** 2
  // what predicts rows that it has not seen to their last digit is not there by chance, however few the rows
  const isExact = unseen.inner.meanSquare <= floor
  const bearable = isExact ? rows / ROWS_A_NUMBER : mostNumbers(rows)
  const isTooLong = !isExact && complexity(expression) > Math.max(SHORT + rows / 2, rows)
  if (isTooLong || fit.program.paramCount > bearable) marks.push('tooManyParameters')
  if (unseen.ends !== null) {
    const factor = unseen.ends.rows.length < FEW_ROWS ? FAILS_BEYOND_FEW : FAILS_BEYOND
    if (unseen.ends.meanSquare > factor ** 2 * (unseen.inner.meanSquare + floor)) marks.push('failsBeyondData')
  }
  if (isConsistent === false) marks.push('unitsDisagree')
  return fit.variance > floor ? [...marks, ...residualMarks(expression, fit, sample)] : marks
}

function residualMarks(expression: Expr, fit: FittedForm, sample: JudgingSample): LawMark[] {
  if (sharesOnlyDrift(fit, sample)) return ['sharedDrift']
  const nature = residualNature(scaledResiduals(fit, sample), expression, sample)
  if (nature === 'structure') return ['structureInResiduals']
  const { reducedChiSquare } = noiseFit(fit)
  const isStated = reducedChiSquare !== null && isWithinErrors(reducedChiSquare, sample.n)
  const isMuch = Math.sqrt(fit.variance) > MUCH_ERROR * standardDeviation(fit.scale.y)
  return nature === 'unclear' && isMuch && !isStated ? ['unclearNoise'] : []
}
