import { constant, paramValues, withParams, type Expr } from '../../../shared/domain/expr.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { structureBits } from '../../scoring/descriptionLength.ts'
import { invertInformation } from './covarianceMatrix.ts'
import { readableNames, type Equation, type MotionFrame, type Path } from './motion.ts'
import { motionBits, numberBits, settleEquations, worst, type Settled, type SettleSettings } from './settleEquations.ts'

/** Drops terms one by one while the description along integrated paths gets shorter. */
export function pruneEquations(
  frame: MotionFrame,
  start: Settled,
  paths: readonly Path[],
  settings: SettleSettings
): Settled {
  let current = start
  while (!settings.shouldStop()) {
    const without = leastNeeded(frame, current)
    if (without === null) return current
    const shorter = settleEquations(frame, without, paths, settings)
    if (shorter === null || shorter.span !== current.span) return current
    if (motionBits(frame, shorter) >= motionBits(frame, current)) return current
    current = shorter
  }
  return current
}

/** The equations without the number whose loss, to second order, shortens the description most; null where none does. */
function leastNeeded(frame: MotionFrame, { equations, fit, flow }: Settled): readonly Equation[] | null {
  const covariance = invertInformation(fit.information)
  if (covariance === null) return null
  const names = readableNames(
    frame,
    equations.map(({ order }) => order)
  )
  // where the fit is not perfect, its χ² is not the noise's alone
  const inflation = Math.max(1, worst(fit))
  let best: { readonly gain: number; readonly equations: readonly Equation[] } | null = null
  for (const [k, { formula }] of equations.entries()) {
    const values = paramValues(formula)
    for (let i = 0; i < values.length; i++) {
      const p = flow.offsets[k]! + i
      const rise = values[i]! ** 2 / (covariance[p * (flow.paramCount + 1)]! * inflation * 2 * Math.LN2)
      const less = simplify(
        withParams(
          formula,
          values.map((value, j): number | Expr => (j === i ? constant(0) : value))
        )
      )
      if (!isFormula(less)) continue
      const saved = numberBits(fit) + structureBits(formula, names.length) - structureBits(less, names.length)
      if (saved - rise > (best?.gain ?? 0)) {
        best = { gain: saved - rise, equations: equations.with(k, { ...equations[k]!, formula: less }) }
      }
    }
  }
  return best?.equations ?? null
}

/** Not the zero of 0/(1 + x): a state that stands still is no equation here. */
function isFormula(formula: Expr): boolean {
  return formula.kind !== 'const'
}
