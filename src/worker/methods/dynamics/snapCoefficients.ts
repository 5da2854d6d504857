import { combineDimensions, isDimensionless } from '../../../shared/domain/dimension.ts'
import { paramValues, withParams } from '../../../shared/domain/expr.ts'
import { checkDimensions } from '../../../shared/expression/dimensionCheck.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { snapNumbers } from '../../scoring/snapNumbers.ts'
import { invertInformation } from './covarianceMatrix.ts'
import type { Equation, MotionFrame } from './motion.ts'
import { worst, type Settled } from './settleEquations.ts'

/** One fitted number before and after. */
export interface Coefficient {
  /** Number of the equation and of the Param in its formula before exact values were put in. */
  readonly equation: number
  readonly index: number
  readonly fitted: number
  readonly standardError: number
  /** Exact value as printed, or null where the number stays fitted. */
  readonly exact: string | null
}

export interface Snapped {
  readonly equations: readonly Equation[]
  readonly coefficients: readonly Coefficient[]
}

/** A coefficient of motion depends on the unit of time, and is seldom a round number. */
const SCALE_BITS = 3

/**
 * Puts exact values in the place of fitted numbers where that shortens the description, the best first; the others move
 * to their conditional means, so that numbers that depend on each other are judged together. Null where the numbers'
 * errors are not known.
 */
export function snapCoefficients(frame: MotionFrame, { equations, fit, flow }: Settled): Snapped | null {
  const covariance = invertInformation(fit.information)?.map((value) => value * Math.max(1, worst(fit)))
  if (covariance === undefined) return null
  const p = flow.paramCount
  const fitted = equations.flatMap(({ formula }) => paramValues(formula))
  const standardErrors = fitted.map((_, i) => Math.sqrt(covariance[i * (p + 1)]!))
  const isFree = hasNoUnit(frame, equations)
  const { exact, values } = snapNumbers({
    values: fitted,
    covariance,
    isFree,
    freedom: fit.freedom,
    scaleBits: SCALE_BITS
  })
  const coefficients = equations.flatMap(({ formula }, k) =>
    paramValues(formula).map((_, index): Coefficient => {
      const at = flow.offsets[k]! + index
      const value = exact[at] ?? null
      return {
        equation: k,
        index,
        fitted: fitted[at]!,
        standardError: standardErrors[at]!,
        exact: value && printInfix(value)
      }
    })
  )
  const snapped = equations.map((equation, k) => {
    const count = paramValues(equation.formula).length
    const numbers = Array.from(
      { length: count },
      (_, i) => exact[flow.offsets[k]! + i] ?? values[flow.offsets[k]! + i]!
    )
    return { ...equation, formula: simplify(withParams(equation.formula, numbers)) }
  })
  return { equations: snapped, coefficients }
}

/** Which numbers do not depend on a choice of units, as far as units are known. */
function hasNoUnit(frame: MotionFrame, equations: readonly Equation[]): boolean[] {
  const dimensions = new Map([...frame.states, ...frame.controls].map(({ name, dimension }) => [name, dimension]))
  const time = frame.time.dimension
  frame.states.forEach(({ dimension }, k) => {
    dimensions.set(frame.velocities[k]!, dimension && time && combineDimensions(dimension, time, -1))
  })
  return equations.flatMap(({ formula, order }, k) => {
    const of = frame.states[k]!.dimension
    const target = of && time && combineDimensions(of, time, -order)
    const { paramDimensions } = checkDimensions(formula, dimensions, target)
    return paramDimensions.map((dimension) => dimension === null || isDimensionless(dimension))
  })
}
