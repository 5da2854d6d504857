/**
 * How the measured target strays from the law. `additive`: y = f + σ·ε. `multiplicative`: y = f·(1 + σ·ε), the usual
 * case for a target of one sign that spans decades. Both give a density of y, so their description lengths compare.
 */
export type NoiseModel = 'additive' | 'multiplicative'

/** A target of one sign over more than this ratio may have multiplicative noise. */
const MIN_RATIO = 10

/** The models worth trying for these values. */
export function noiseModels(y: Float64Array): readonly NoiseModel[] {
  let smallest = Infinity
  let largest = 0
  for (const value of y) {
    smallest = Math.min(smallest, Math.abs(value))
    largest = Math.max(largest, Math.abs(value))
  }
  const hasOneSign = y.every((value) => value > 0) || y.every((value) => value < 0)
  const hasWeights = Number.isFinite(1 / (smallest * smallest)) // the far tail of a bell curve has none
  return hasOneSign && hasWeights && largest > MIN_RATIO * smallest ? ['additive', 'multiplicative'] : ['additive']
}

/**
 * Weights that make the squared residuals of one model comparable: the reliability of each row (null for equal ones),
 * over y² under multiplicative noise. Null where all are 1.
 */
export function noiseWeights(
  y: Float64Array,
  reliability: Float64Array | null,
  noise: NoiseModel
): Float64Array | null {
  if (noise === 'additive') return reliability
  return y.map((value, i) => (reliability?.[i] ?? 1) / (value * value))
}
