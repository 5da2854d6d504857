import type { Dimension } from '../../shared/domain/dimension.ts'
import { isAppError } from '../../shared/errors.ts'
import { parseUnit } from '../../shared/expression/units.ts'

/** The dimension of a unit as people write it; null for what is not understood. */
export function unitDimension(text: string): Dimension | null {
  try {
    return parseUnit(text).dimension
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}
