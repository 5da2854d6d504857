import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'

/** Masses of the bodies as given, null where none are; a text is the fault found. */
export function readMasses(options: MethodOptions, { groupings, kind }: PhaseSpace): readonly number[] | string | null {
  const text = options['masses']
  if (typeof text !== 'string' || text.trim() === '') return null
  const bodies = groupings[0]!.length
  const masses = text.split(',').map((part) => Number(part.trim() || NaN))
  if (kind === 'momentum') return 'Masses are asked for with velocities alone: momenta tell them.'
  const wrong = masses.findIndex((mass) => !(mass > 0) || !Number.isFinite(mass))
  if (wrong >= 0) return `The ${wrong + 1}. of the masses "${text}" is no positive number.`
  if (masses.length !== bodies)
    return `There are ${bodies} bodies and ${masses.length} masses ("${text}"): give one for each.`
  return masses
}
