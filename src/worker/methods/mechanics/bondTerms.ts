import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import { numberName, type Parametric } from './parametric.ts'

/** Steepness over the width of the data, and places of the minimum in shares of it. */
const RATES = [0.7, 1.4, 2.8, 5.6]
const PLACES = [0.1, 0.2, 0.3, 0.4, 0.55, 0.7]

/**
 * Bonds that break, (1 − exp(−a (r − r₀)))², with first guesses of a and r₀ for a distance between `min` and `max`: two
 * exponentials whose rates and strengths belong together.
 *
 * Source: P. M. Morse, "Diatomic molecules according to the wave mechanics. II", Phys. Rev. 34 (1929),
 * doi:10.1103/PhysRev.34.57.
 */
export function bondTerms(distance: Expr, min: number, max: number): Parametric[] {
  const beyond = apply('sub', distance, variable(numberName(1)))
  const decay = apply('exp', apply('neg', apply('mul', variable(numberName(0)), beyond)))
  const expr = apply('pow', apply('sub', constant(1), decay), constant(2))
  return RATES.flatMap((rate) =>
    PLACES.map((place) => ({ expr, values: [(2 * rate) / (max - min), min + place * (max - min)] }))
  )
}
