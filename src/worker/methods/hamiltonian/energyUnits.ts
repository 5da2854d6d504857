import { combineDimensions, isDimensionless } from '../../../shared/domain/dimension.ts'
import { checkDimensions } from '../../../shared/expression/dimensionCheck.ts'
import type { MotionFrame } from '../dynamics/motion.ts'
import { instantiate } from '../mechanics/parametric.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import { numbersOf, wholeEnergy, type EnergyLaw } from './energyLaw.ts'

/** Which numbers of a law do not depend on a choice of units, as far as units are known: only they may be exact. */
export function hasNoUnit({ states, time }: MotionFrame, space: PhaseSpace, law: EnergyLaw): boolean[] {
  const numbers = numbersOf(law)
  if (states.every(({ dimension }) => dimension === null)) return numbers.map(() => true)
  const dimensions = new Map(states.map(({ name, dimension }) => [name, dimension]))
  const whole = instantiate(wholeEnergy(space, law))
  const [q, p] = [states[0]!.dimension, states[space.degrees]!.dimension]
  const action = q && p && combineDimensions(q, p, 1)
  const target = action && time.dimension && combineDimensions(action, time.dimension, -1)
  const { paramDimensions } = checkDimensions(whole.expression, dimensions, space.kind === 'momentum' ? target : null)
  return numbers.map((_, i) => {
    const dimension = paramDimensions[whole.numbers.indexOf(i)] ?? null
    return dimension !== null && isDimensionless(dimension)
  })
}
