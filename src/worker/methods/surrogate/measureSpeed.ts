import { drudeEnergy } from './drudeOscillators.ts'
import { atomPairs, distance, type Molecule } from './molecules.ts'

/** Seconds for one energy, as measured here. */
export interface MeasuredSpeed {
  readonly reference: number
  readonly surrogate: number
}

/** Polarisability beside the cube of the shortest distance: far from where the oscillators become unstable. */
const WEAK = 0.05
const LEAST_SECONDS = 0.2
/** Calls after which a clock that stands still is given up. */
const MOST_CALLS = 1e6

/**
 * Times coupled oscillators and the surrogate on the same molecules, each for a fifth of a second at least.
 * Null where it is told to stop, or where the clock does not run.
 * @param now seconds of any clock
 */
export function measureSpeed(
  molecules: readonly Molecule[],
  predict: (molecule: Molecule) => number,
  now: () => number,
  shouldStop: () => boolean
): MeasuredSpeed | null {
  const shortest = molecules.reduce(
    (least, molecule) => atomPairs(molecule).reduce((best, [a, b]) => Math.min(best, distance(molecule.atoms[a]!, molecule.atoms[b]!)), least), // prettier-ignore
    Infinity
  )
  const polarisability = WEAK * shortest ** 3
  const time = (energy: (molecule: Molecule) => number): number | null => {
    const start = now()
    for (let count = 0; ; count++) {
      const seconds = now() - start
      if (seconds >= LEAST_SECONDS) return seconds / count
      if (count >= MOST_CALLS || shouldStop()) return null
      energy(molecules[count % molecules.length]!)
    }
  }
  const surrogate = time(predict)
  const reference = time((molecule) => drudeEnergy(molecule, polarisability))
  return surrogate === null || reference === null ? null : { surrogate, reference }
}
