import type { PhaseFlow, PhaseStep } from './phaseFlow.ts'

/**
 * Kick, drift, kick for a separable H = T(p) + V(q): second order, explicit, symplectic, symmetric in time.
 *
 * Source: E. Hairer, C. Lubich, G. Wanner, "Geometric Numerical Integration", 2nd ed. (2006), §I.1.4,
 * doi:10.1007/3-540-30666-8.
 */
export function leapfrog({ degrees, gradient }: PhaseFlow): PhaseStep {
  const slope = new Float64Array(2 * degrees)
  function kick(state: Float64Array, h: number): void {
    gradient(state, slope)
    for (let k = 0; k < degrees; k++) state[degrees + k] = state[degrees + k]! - h * slope[k]!
  }
  return (state, h) => {
    kick(state, h / 2)
    gradient(state, slope)
    for (let k = 0; k < degrees; k++) state[k] = state[k]! + h * slope[degrees + k]!
    kick(state, h / 2)
    return true
  }
}
