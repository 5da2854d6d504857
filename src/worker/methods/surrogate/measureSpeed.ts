import type { Molecule } from './molecules.ts'
import type { Reference } from './reference.ts'

/** Seconds for one energy of the surrogate, as measured here, and of what it stands for. */
export interface MeasuredSpeed {
  readonly surrogate: number
  readonly reference: number
  /** `calculation`: measured here as well. `column`: as the table says. */
  readonly source: { readonly kind: 'calculation'; readonly reference: Reference } | { readonly kind: 'column' }
}

const LEAST_SECONDS = 0.2
/** Calls after which a clock that stands still is given up. */
const PATIENCE = 1e4

/**
 * Seconds that one energy takes on these molecules in turn, measured over a fifth of a second at least. Null where it is
 * told to stop, or where the clock does not run.
 * @param now seconds of any clock
 */
export function secondsEach(
  molecules: readonly Molecule[],
  energy: (molecule: Molecule) => number,
  now: () => number,
  shouldStop: () => boolean
): number | null {
  const start = now()
  for (let count = 0; ; count++) {
    const seconds = now() - start
    if (seconds >= LEAST_SECONDS) return seconds / count
    if (shouldStop() || (count >= PATIENCE && seconds === 0)) return null
    energy(molecules[count % molecules.length]!)
  }
}
