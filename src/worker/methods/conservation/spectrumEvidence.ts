import type { Plot } from '../../../shared/domain/evidence.ts'

/** Singular values below this are drawn there: they are rounding. */
const LEAST_DRAWN = 1e-17

/** Singular values of the changes of the library, beside those of shuffled data: a law makes one of them vanish. */
export function spectrumPlot(own: Float64Array, shuffled: Float64Array | null, laws: number, what: string): Plot {
  const drawn = (values: Float64Array) => values.map((value) => Math.max(value, LEAST_DRAWN))
  const places = (values: Float64Array) => Float64Array.from(values, (_, k) => k + 1)
  return {
    kind: 'plot',
    id: 'spectrum',
    title: 'Spectrum of the changes',
    x: { label: 'singular value, largest first', unit: null, scale: 'linear' },
    y: { label: 'size', unit: null, scale: 'log' },
    marks: [
      { kind: 'points', series: 'data', x: places(own), y: drawn(own), labels: null },
      ...(shuffled === null
        ? []
        : [{ kind: 'line', series: 'shuffled', x: places(shuffled), y: drawn(shuffled) } as const])
    ],
    caption: `How much the ${own.length} terms change ${what}, in independent directions (each term scaled to its own change). ${
      laws > 0
        ? 'Values that fall below the shuffled data belong to combinations that stay the same: the laws, and their products with what never changes.'
        : 'None falls clearly below the shuffled data: no combination stays the same.'
    }`
  }
}

/** Largest ratio of neighbouring singular values, and how many lie below it. */
export function largestGap(values: Float64Array): { readonly ratio: number; readonly below: number } {
  let ratio = 1
  let below = 0
  for (let k = 1; k < values.length; k++) {
    const here = Math.max(values[k - 1]!, LEAST_DRAWN) / Math.max(values[k]!, LEAST_DRAWN)
    if (here > ratio) {
      ratio = here
      below = values.length - k
    }
  }
  return { ratio, below }
}
