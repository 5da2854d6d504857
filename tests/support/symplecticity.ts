/** Weights of the central difference of sixth order at ±1, ±2, ±3 steps. */
const WEIGHTS = [3 / 4, -3 / 20, 1 / 60]

/** Jacobian of a map at a point, row-major, by central differences of sixth order: error h⁶ and rounding / h. */
export function jacobianOf(map: (z: Float64Array) => Float64Array, at: Float64Array, h = 1e-2): Float64Array {
  const n = at.length
  const jacobian = new Float64Array(n * n)
  for (let c = 0; c < n; c++) {
    WEIGHTS.forEach((weight, i) => {
      const shifted = (sign: number) => {
        const point = at.slice()
        point[c] = point[c]! + sign * (i + 1) * h
        return map(point)
      }
      const [ahead, behind] = [shifted(1), shifted(-1)]
      for (let r = 0; r < n; r++) jacobian[r * n + c] = jacobian[r * n + c]! + (weight * (ahead[r]! - behind[r]!)) / h
    })
  }
  return jacobian
}

/** Largest entry of JᵀΩJ − Ω, Ω = ((0, 1), (−1, 0)): 0 for a map that keeps phase space. */
export function symplecticityError(jacobian: Float64Array): number {
  const n = Math.sqrt(jacobian.length)
  const half = n / 2
  let worst = 0
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      let sum = 0
      for (let k = 0; k < half; k++) {
        sum +=
          jacobian[k * n + a]! * jacobian[(half + k) * n + b]! - jacobian[(half + k) * n + a]! * jacobian[k * n + b]!
      }
      const omega = b === a + half ? 1 : a === b + half ? -1 : 0
      worst = Math.max(worst, Math.abs(sum - omega))
    }
  }
  return worst
}
