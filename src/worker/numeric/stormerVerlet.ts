import { fixedPoint } from './fixedPoint.ts'
import type { PhaseFlow, PhaseStep } from './phaseFlow.ts'

/**
 * The Störmer–Verlet step for any H, not only a separable one: half a step of the momenta (implicit), a whole step of the
 * coordinates (implicit), half a step of the momenta (explicit). Second order, symplectic, symmetric.
 *
 * Source: E. Hairer, C. Lubich, G. Wanner, "Geometric numerical integration illustrated by the Störmer–Verlet method",
 * Acta Numerica 12 (2003), eq. 1.24, doi:10.1017/S0962492902000144.
 */
export function stormerVerlet({ degrees, gradient }: PhaseFlow): PhaseStep {
  const point = new Float64Array(2 * degrees)
  const slope = new Float64Array(2 * degrees)
  const unknown = new Float64Array(degrees)
  const out = new Float64Array(degrees)
  const early = new Float64Array(degrees)
  return (state, h) => {
    const [q, p] = [state.subarray(0, degrees), state.subarray(degrees)]
    unknown.set(p)
    const hasHalf = fixedPoint(
      unknown,
      (from, to) => {
        point.set(q)
        point.set(from, degrees)
        gradient(point, slope)
        for (let k = 0; k < degrees; k++) to[k] = p[k]! - (h / 2) * slope[k]!
      },
      out
    )
    p.set(unknown)
    gradient(state, slope)
    early.set(slope.subarray(degrees))
    unknown.set(q)
    const hasWhole = fixedPoint(
      unknown,
      (from, to) => {
        point.set(from)
        point.set(p, degrees)
        gradient(point, slope)
        for (let k = 0; k < degrees; k++) to[k] = q[k]! + (h / 2) * (early[k]! + slope[degrees + k]!)
      },
      out
    )
    q.set(unknown)
    gradient(state, slope)
    for (let k = 0; k < degrees; k++) p[k] = p[k]! - (h / 2) * slope[k]!
    return hasHalf && hasWhole
  }
}
