import type { PhaseStep } from './phaseFlow.ts'

const OUTER = 1 / (2 - Math.cbrt(2))
const INNER = 1 - 2 * OUTER

/**
 * Fourth order from any symmetric step of second order: a step forward, a longer one back, one forward.
 *
 * Source: H. Yoshida, "Construction of higher order symplectic integrators", Phys. Lett. A 150 (1990),
 * doi:10.1016/0375-9601(90)90092-3.
 */
export function yoshida4(step: PhaseStep): PhaseStep {
  return (state, h) => step(state, OUTER * h) && step(state, INNER * h) && step(state, OUTER * h)
}
