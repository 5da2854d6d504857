import { DIMENSIONLESS, combineDimensions, type Dimension } from '../../../shared/domain/dimension.ts'
import type { Problem } from '../../../shared/domain/problem.ts'

/** Dimensions of all quantities of a problem. */
export interface KnownUnits {
  readonly inputs: readonly Dimension[]
  readonly target: Dimension
}

/** Null where the dimension of an input or of the target is not known: nothing can then be ruled out. */
export function knownUnits({ inputs, target }: Problem): KnownUnits | null {
  const dimensions = inputs.flatMap(({ dimension }) => (dimension === null ? [] : [dimension]))
  if (target.dimension === null || dimensions.length < inputs.length) return null
  return { inputs: dimensions, target: target.dimension }
}

/** Dimension of Π x_j^exponent_j over some inputs. */
export function monomialDimension(
  units: KnownUnits,
  variables: readonly number[],
  exponents: readonly number[]
): Dimension {
  return exponents.reduce(
    (dimension, exponent, k) =>
      exponent === 0 ? dimension : combineDimensions(dimension, units.inputs[variables[k]!]!, exponent),
    DIMENSIONLESS
  )
}
