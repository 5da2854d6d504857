import { equalDimensions, type Dimension } from '../../../shared/domain/dimension.ts'
import type { BaseVariable } from './libraryTerm.ts'

const METRES_PER_SECOND: Dimension = [1, 0, -1, 0, 0, 0, 0]
const PER_SECOND: Dimension = [0, 0, -1, 0, 0, 0, 0]
const NAMES = /^(v|u|w|vel|velocity|speed|omega|ω|p|xdot|dx|vx|vy|vz)([_ ]?[a-z0-9]{0,2}){0,2}$/i

/** Whether the square of a variable is written with ½: by its unit, else by its name. */
export function isSpeed(name: string, variables: readonly BaseVariable[]): boolean {
  const dimension = variables.find((variable) => variable.name === name)?.dimension ?? null
  if (dimension !== null) return equalDimensions(dimension, METRES_PER_SECOND) || equalDimensions(dimension, PER_SECOND)
  return NAMES.test(name)
}
