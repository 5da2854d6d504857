import { combineDimensions, isDimensionless } from '../../../shared/domain/dimension.ts'
import { paramValues, withParams, type Expr } from '../../../shared/domain/expr.ts'
import { checkDimensions } from '../../../shared/expression/dimensionCheck.ts'
import { evaluate } from '../../../shared/expression/evaluate.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { parameterBits, structureBits } from '../../scoring/descriptionLength.ts'
import { exactConstants } from '../../scoring/exactConstants.ts'
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

/** An exact value must shorten the description by this many bits. */
const WORTH_BITS = 2
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
  const values = equations.flatMap(({ formula }) => paramValues(formula))
  const standardErrors = values.map((_, i) => Math.sqrt(covariance[i * (p + 1)]!))
  const fitted = values.slice()
  const free = hasNoUnit(frame, equations)
  const exact = new Array<Expr | null>(p).fill(null)
  for (;;) {
    const best = bestExact(values, covariance, exact, free, fit.freedom)
    if (best === null) break
    exact[best.index] = best.value
    conditionOn(values, covariance, best.index, evaluate(best.value, {}))
  }
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

function bestExact(
  values: readonly number[],
  covariance: Float64Array,
  exact: readonly (Expr | null)[],
  free: readonly boolean[],
  n: number
): { readonly index: number; readonly value: Expr } | null {
  let best: { readonly index: number; readonly value: Expr; readonly bits: number } | null = null
  for (let i = 0; i < values.length; i++) {
    const variance = covariance[i * (values.length + 1)]!
    if (exact[i] !== null || free[i] === false || !(variance > 0)) continue
    const standardError = Math.sqrt(variance)
    for (const value of exactConstants(values[i]!, standardError)) {
      const distance = (evaluate(value, {}) - values[i]!) ** 2 / variance
      const price = structureBits(value, 1) + SCALE_BITS - parameterBits(values[i]!, standardError, n)
      const bits = price + distance / (2 * Math.LN2)
      if (bits < -WORTH_BITS && bits < (best?.bits ?? 0)) best = { index: i, value, bits }
    }
  }
  return best
}

/** Fixes number i of a normal distribution and moves the others with it. */
function conditionOn(values: number[], covariance: Float64Array, i: number, fixed: number): void {
  const p = values.length
  const column = Float64Array.from({ length: p }, (_, j) => covariance[j * p + i]!)
  const variance = column[i]!
  const shift = fixed - values[i]!
  for (let j = 0; j < p; j++) {
    values[j] = values[j]! + (column[j]! / variance) * shift
    for (let k = 0; k < p; k++) covariance[j * p + k] = covariance[j * p + k]! - (column[j]! * column[k]!) / variance
  }
  values[i] = fixed
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
