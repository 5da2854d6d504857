const BISECTIONS = 200

/** The real roots at which Σ coefficients[k]·x^k changes its sign, ascending: between its turning points, by bisection. */
export function realRoots(coefficients: readonly number[]): number[] {
  const degree = coefficients.length - 1
  const lead = coefficients[degree] ?? 0
  if (degree < 1 || lead === 0) return []
  if (degree === 1) return [-coefficients[0]! / lead]
  const turns = realRoots(coefficients.slice(1).map((value, k) => (k + 1) * value))
  // Cauchy's bound
  const reach = 1 + Math.max(...coefficients.slice(0, degree).map((value) => Math.abs(value / lead)))
  const edges = [-reach, ...turns, reach]
  return edges.slice(1).flatMap((high, i) => rootBetween(coefficients, edges[i]!, high))
}

/** Σ coefficients[k]·x^k. */
export function polynomialAt(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, value) => sum * x + value, 0)
}

function rootBetween(coefficients: readonly number[], from: number, to: number): number[] {
  let [low, high] = [from, to]
  const sign = Math.sign(polynomialAt(coefficients, low))
  if (sign === 0 || sign * polynomialAt(coefficients, high) >= 0) return []
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if (sign * polynomialAt(coefficients, middle) > 0) low = middle
    else high = middle
  }
  return [(low + high) / 2]
}
