import type { PhaseFlow } from '../../numeric/phaseFlow.ts'
import type { RateRows } from './rateRows.ts'

const MOST_POINTS = 60
/** Step of the differences, in the width of the data. */
const STEP = 1e-3

/**
 * Mean of the absolute mixed curvatures ∂²H/∂q∂p of an energy over that of the pure ones: 0 for T(p) + V(q). By central
 * differences of the gradient, in units of the width of each state.
 */
export function mixedCurvature({ degrees, gradient }: PhaseFlow, { states, n }: RateRows): number {
  const width = 2 * degrees
  const spread = states.map((values) => values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b)) || 1) // prettier-ignore
  const [ahead, behind] = [new Float64Array(width), new Float64Array(width)]
  const sums = { pure: 0, mixed: 0 }
  const counts = { pure: 0, mixed: 0 }
  const stride = Math.max(1, Math.floor(n / MOST_POINTS))
  for (let i = 0; i < n; i += stride) {
    const point = Float64Array.from(states, (values) => values[i]!)
    for (let k = 0; k < width; k++) {
      const h = STEP * spread[k]!
      point[k] = states[k]![i]! + h
      gradient(point, ahead)
      point[k] = states[k]![i]! - h
      gradient(point, behind)
      point[k] = states[k]![i]!
      for (let j = 0; j < width; j++) {
        const isMixed = j < degrees !== k < degrees
        const kind = isMixed ? 'mixed' : j === k ? 'pure' : null
        if (kind === null) continue
        sums[kind] += (Math.abs(ahead[j]! - behind[j]!) / (2 * h)) * spread[j]! * spread[k]!
        counts[kind]++
      }
    }
  }
  return sums.mixed / counts.mixed / (sums.pure / counts.pure)
}
