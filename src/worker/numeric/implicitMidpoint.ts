import { fixedPoint } from './fixedPoint.ts'
import type { PhaseFlow, PhaseStep } from './phaseFlow.ts'

/**
 * z' = z + h J∇H((z + z')/2) for any H: second order, symplectic, symmetric, keeps quadratic invariants exactly. The
 * equation for the middle is solved by iteration to rounding, so that h times the curvature of H must stay below 2.
 *
 * Source: E. Hairer, C. Lubich, G. Wanner, "Geometric Numerical Integration", 2nd ed. (2006), §II.1 and §VIII.6,
 * doi:10.1007/3-540-30666-8.
 */
export function implicitMidpoint({ degrees, gradient }: PhaseFlow): PhaseStep {
  const middle = new Float64Array(2 * degrees)
  const slope = new Float64Array(2 * degrees)
  const out = new Float64Array(2 * degrees)
  return (state, h) => {
    middle.set(state)
    const isSolved = fixedPoint(
      middle,
      (from, to) => {
        gradient(from, slope)
        for (let k = 0; k < degrees; k++) {
          to[k] = state[k]! + (h / 2) * slope[degrees + k]!
          to[degrees + k] = state[degrees + k]! - (h / 2) * slope[k]!
        }
      },
      out
    )
    for (let k = 0; k < state.length; k++) state[k] = 2 * middle[k]! - state[k]!
    return isSolved
  }
}
