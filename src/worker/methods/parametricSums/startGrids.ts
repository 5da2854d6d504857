/** How values of an argument lie: what a grid of start values has to cover. */
interface Spread {
  readonly low: number
  readonly high: number
  readonly span: number
  /** Magnitudes at a tenth, a half and nine tenths of the rows. */
  readonly sizes: readonly number[]
}

const OVER_SPAN = [0.06, 0.2, 0.5, 1.2, 2.5, 5, 10, 25]
const OVER_SIZE = [0.3, 1, 3]
const SHIFTS = [0.003, 0.015, 0.06, 0.2, 0.5, 1.2, 3, 10, 40]
const RATIOS = [0.01, 0.04, 0.15, 0.4, 1, 2.5, 7, 25, 100]
const FREQUENCIES = 48
/** Two starts whose ratio is smaller lead to the same optimum. */
const NEAR = 1.4

export const EXPONENTS = [-6, -4, -3, -2, -1.5, -1, -0.7, -0.4, -0.2, 0.2, 0.4, 0.7, 1.2, 1.5, 2, 3, 4, 6, 12] as const
export const FEW_EXPONENTS = [-3, -2, -1, -0.5, 0.5, 1.5, 2, 3] as const

/** Factors of an argument that make a curve over its values from almost straight to very bent, ascending. */
export function scales(values: Float64Array, isSigned: boolean): number[] {
  const { span, sizes } = spreadOf(values)
  const positive: number[] = []
  const wished = [...OVER_SPAN.map((share) => share / span), ...sizes.flatMap((size) => OVER_SIZE.map((s) => s / size))]
  for (const c of wished.filter((value) => value > 0 && Number.isFinite(value)).sort((a, b) => a - b)) {
    if (positive.length === 0 || c > NEAR * positive.at(-1)!) positive.push(c)
  }
  return isSigned ? [...positive.toReversed().map((c) => -c), ...positive] : positive
}

/** Summands that keep the argument on one side of zero, from near to far, ascending. */
export function shifts(values: Float64Array): number[] {
  const { low, high, span } = spreadOf(values)
  return [...SHIFTS.toReversed().map((part) => -high - part * span), ...SHIFTS.map((part) => -low + part * span)]
}

/** Places across the values where a curve may turn, with their sign changed: summands that put zero there. */
export function places(values: Float64Array): number[] {
  const { low, span } = spreadOf(values)
  return Array.from({ length: 9 }, (_, i) => -(low + span * (1.1 - 0.15 * i)))
}

/** From a fifth of a turn over the values up to some ten turns, ascending. */
export function frequencies(values: Float64Array): number[] {
  const { span } = spreadOf(values)
  return Array.from({ length: FREQUENCIES }, (_, i) => ((Math.PI / 2.5) * (0.5 + i)) / span)
}

/** A whole turn of phases. */
export function phases(): number[] {
  return Array.from({ length: 6 }, (_, i) => (Math.PI * i) / 6)
}

/** Factors of the second argument that make it matter beside the first, of both signs, ascending. */
export function ratios(first: Float64Array, second: Float64Array): number[] {
  const ratio = spreadOf(first).sizes[1]! / spreadOf(second).sizes[1]!
  const positive = RATIOS.map((share) => share * ratio)
  return [...positive.toReversed().map((c) => -c), ...positive]
}

/** Of long columns every so many rows tell how they lie. */
const SORTED = 40

function spreadOf(values: Float64Array): Spread {
  const step = Math.ceil(values.length / SORTED)
  const sizes = values
    .filter((_, i) => i % step === 0)
    .map(Math.abs)
    .sort()
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const at = (quantile: number): number => sizes[Math.floor(quantile * (sizes.length - 1))]!
  return { low, high, span: high - low, sizes: [at(0.1), at(0.5), at(0.9)] }
}
