const MAX_TERMS = 1000
const PRECISION = 1e-15
/** Stands for zero in the continued fraction, whose denominators must not vanish. */
const TINY = 1e-300

/**
 * Probability that χ² with so many degrees of freedom exceeds a value: the regularised upper incomplete gamma function
 * Q(k/2, x/2), by its series below the mean and its continued fraction above. 1 for values ≤ 0, NaN for NaN.
 *
 * Source: W. J. Lentz (1976), doi:10.1364/AO.15.000668 (continued fraction); Abramowitz and Stegun 6.5.29 and 6.5.31.
 */
export function chiSquareTail(value: number, degrees: number): number {
  if (Number.isNaN(value) || !(degrees > 0)) return NaN
  if (value <= 0) return 1
  if (value === Infinity) return 0
  const [a, x] = [degrees / 2, value / 2]
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? Math.max(0, 1 - front * lowerSeries(a, x)) : front * upperFraction(a, x)
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let k = 1; k < MAX_TERMS && Math.abs(term) > PRECISION * Math.abs(sum); k++) {
    term *= x / (a + k)
    sum += term
  }
  return sum
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let fraction = d
  for (let k = 1; k < MAX_TERMS; k++) {
    const step = -k * (k - a)
    b += 2
    d = 1 / nonZero(step * d + b)
    c = nonZero(b + step / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < PRECISION) break
  }
  return fraction
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}

/** ln Γ(x) for x > 0: Stirling's series after the argument is raised above 10; error below 1e-14. */
function logGamma(x: number): number {
  let shift = 0
  let z = x
  for (; z < 10; z++) shift += Math.log(z)
  const r = 1 / (z * z)
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / z
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift
}
