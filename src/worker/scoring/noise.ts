import type { NoiseModel } from '../../shared/domain/law.ts'

/** A target of one sign over more than this ratio may have multiplicative noise. */
const MIN_RATIO = 10
/** Counts that never reach it are labels rather than counts. */
const MIN_COUNT = 3
/** Fewer rows cannot tell outliers from the spread of the others. */
const MIN_ROWS_FOR_OUTLIERS = 16
/** Where so many rows share one value, a heavy-tailed law would call that value exact and all others outliers. */
const MAX_TIES = 0.1

/**
 * The models worth trying for these values; `additive` always comes first.
 * @param areInputsMeasured whether errors of inputs are given, which only normal noise counts in
 */
export function noiseModels(y: Float64Array, areInputsMeasured = false): readonly NoiseModel[] {
  const models: NoiseModel[] = ['additive']
  let smallest = Infinity
  let largest = 0
  for (const value of y) {
    smallest = Math.min(smallest, Math.abs(value))
    largest = Math.max(largest, Math.abs(value))
  }
  const hasOneSign = y.every((value) => value > 0) || y.every((value) => value < 0)
  if (hasOneSign && largest > MIN_RATIO * smallest) models.push('multiplicative')
  if (areInputsMeasured) return models
  if (largest >= MIN_COUNT && y.every((value) => value >= 0 && Number.isInteger(value))) models.push('poisson')
  if (y.length >= MIN_ROWS_FOR_OUTLIERS && largestTie(y) < MAX_TIES * y.length) models.push('robust')
  return models
}

/** Rows that share the commonest value. */
function largestTie(y: Float64Array): number {
  const sorted = y.toSorted()
  let largest = 0
  let first = 0
  for (let i = 0; i < sorted.length; i++) {
    if (sorted[i] !== sorted[first]) first = i
    largest = Math.max(largest, i - first + 1)
  }
  return largest
}
