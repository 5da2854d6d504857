import { median } from '../../numeric/statistics.ts'

/** gradient[k][row]: derivative of a quantity by changing variable k, at rows spread over the data. */
export type Gradient = readonly Float64Array[]

/** Gradients shorter than this share of a basis vector lie in the span of the others, to rounding. */
const ROUNDING = 1e-6

/**
 * The median over rows of the sine of the angle between a gradient and the span of others: 0 where the quantity is a
 * function of them, 1 where it has nothing in common with them. NaN where the gradient vanishes everywhere.
 */
export function independenceFrom(others: readonly Gradient[], candidate: Gradient): number {
  const rows = candidate[0]?.length ?? 0
  const sines: number[] = []
  for (let i = 0; i < rows; i++) {
    const at = (gradient: Gradient) => gradient.map((column) => column[i]!)
    const own = at(candidate)
    const length = norm(own)
    if (!(length > 0)) continue
    const basis: number[][] = []
    for (const other of others) {
      const vector = at(other)
      const rest = withoutSpan(vector, basis)
      const size = norm(rest)
      if (size > ROUNDING * norm(vector)) basis.push(rest.map((value) => value / size))
    }
    sines.push(norm(withoutSpan(own, basis)) / length)
  }
  return median(sines)
}

function withoutSpan(vector: readonly number[], basis: readonly (readonly number[])[]): number[] {
  let rest = [...vector]
  for (const direction of basis) {
    const share = rest.reduce((sum, value, k) => sum + value * direction[k]!, 0)
    rest = rest.map((value, k) => value - share * direction[k]!)
  }
  return rest
}

function norm(vector: readonly number[]): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
}
