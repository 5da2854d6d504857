/** How f(c·T) changes with c: where it bends, where 1 + c·T comes near zero, or how often it turns. */
export type GridKind = 'rates' | 'signedRates' | 'shifts' | 'frequencies' | 'highFrequencies'

const QUANTILES = [0.1, 0.5, 0.9]
const RATES = [0.2, 0.6, 2, 6]
const SHIFTS = [-0.9, -0.5, -0.2, 0.1, 0.3, 1, 3, 10]
/** Two numbers whose ratio is smaller lead to the same optimum. */
const NEAR = 1.5
/** So many turn ten times over the range of an argument, and twice as often where terms are few. */
const FREQUENCIES = 24
const HIGH_FREQUENCIES = 48

/** Start values of c for an argument with these values, ascending; none where they do not vary or are not finite. */
export function numberGrid(kind: GridKind, values: Float64Array): number[] {
  const sizes = values.map(Math.abs).sort()
  const typical = sizes[sizes.length >> 1]!
  if (!(typical > 0) || !Number.isFinite(sizes.at(-1)!)) return []
  switch (kind) {
    case 'shifts':
      return SHIFTS.map((share) => share / typical)
    case 'frequencies':
    case 'highFrequencies': {
      const range = values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b))
      const length = kind === 'frequencies' ? FREQUENCIES : HIGH_FREQUENCIES
      return Array.from({ length }, (_, i) => (Math.PI / 2.5 / range) * (0.4 + i))
    }
    case 'rates':
      return rates(sizes)
    case 'signedRates': {
      const positive = rates(sizes)
      return [...positive.toReversed().map((rate) => -rate), ...positive]
    }
  }
}

function rates(sizes: Float64Array): number[] {
  const found: number[] = []
  for (const quantile of QUANTILES) {
    const size = sizes[Math.floor(quantile * (sizes.length - 1))]!
    for (const rate of RATES) {
      const c = rate / size
      if (Number.isFinite(c) && found.every((other) => c > NEAR * other || other > NEAR * c)) found.push(c)
    }
  }
  return found.sort((a, b) => a - b)
}
