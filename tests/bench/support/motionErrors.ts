import type { Expr } from '../../../src/shared/domain/expr.ts'
import { toFunction } from '../../../src/shared/expression/evaluate.ts'
import { numeralValue } from '../../../src/shared/expression/numeral.ts'
import { parse } from '../../../src/shared/expression/parse.ts'
import { simplify } from '../../../src/shared/expression/simplify.ts'
import { structureKey } from '../../../src/shared/expression/structure.ts'
import { termsOf } from '../../../src/shared/expression/terms.ts'
import type { MotionSystem, MotionTable } from '../../support/recordMotion.ts'

export interface MotionError {
  /** Root mean square error of a right-hand side along the clean motion, relative to the truth's; of the worst state. */
  readonly rightHandSide: number
  /** Largest relative error of a coefficient; null where the terms differ or are no plain sum. */
  readonly coefficient: number | null
}

/** Compares found right-hand sides, by state, with the truth. */
export function motionErrors(
  system: MotionSystem,
  { clean }: MotionTable,
  found: ReadonlyMap<string, Expr>
): MotionError {
  const truths = system.secondOrder ?? system.equations
  const names = [...Object.keys(clean), ...Object.keys(truths).map((name) => `${name}_dot`)]
  const points = clean[Object.keys(clean)[0]!]!.length
  const velocities = Object.keys(truths).map((name) => toFunction(parse(system.equations[name]!), Object.keys(clean)))
  // what never changes along a trajectory is no motion
  const moving = Object.entries(truths).filter(([, text]) => text !== '0')
  const errors = moving.map(([name, text]): MotionError => {
    const expr = found.get(name)
    if (expr === undefined) return { rightHandSide: Infinity, coefficient: null }
    const truth = parse(text)
    const [f, g] = [toFunction(expr, names), toFunction(truth, names)]
    let [difference, size] = [0, 0]
    for (let i = 0; i < points; i++) {
      const states = Object.values(clean).map((column) => column[i]!)
      const point = [...states, ...velocities.map((velocity) => velocity(states))]
      difference += (f(point) - g(point)) ** 2
      size += g(point) ** 2
    }
    return { rightHandSide: Math.sqrt(difference / size), coefficient: coefficientError(expr, truth) }
  })
  const coefficients = errors.map(({ coefficient }) => coefficient)
  return {
    rightHandSide: Math.max(...errors.map(({ rightHandSide }) => rightHandSide)),
    coefficient: coefficients.some((error) => error === null) ? null : Math.max(...coefficients.map(Number))
  }
}

function coefficientError(found: Expr, truth: Expr): number | null {
  const [a, b] = [coefficientsOf(found), coefficientsOf(truth)]
  if (a.size !== b.size || [...a.keys()].some((key) => !b.has(key))) return null
  return Math.max(...[...a].map(([key, value]) => Math.abs(value / b.get(key)! - 1)))
}

function coefficientsOf(expr: Expr): Map<string, number> {
  return new Map(
    termsOf(simplify(expr)).map(({ coefficient, body }) => [structureKey(body), numeralValue(coefficient)])
  )
}
