/** Integrals over one s function at each nucleus of hydrogen, in atomic units; all matrices row by row. */
export interface HydrogenIntegrals {
  readonly n: number
  readonly overlap: Float64Array
  /** Kinetic energy and attraction by all nuclei. */
  readonly core: Float64Array
  /** repulsion[pairs * pair(a, b) + pair(c, d)] = (ab|cd), with the pairs of `pairNumber`. */
  readonly repulsion: Float64Array
}

/** Slater's function of exponent 1.24 by three Gaussians: STO-3G, of Hehre, Stewart and Pople (1969), table III. */
const EXPONENTS = [3.42525091, 0.62391373, 0.1688554]
const COEFFICIENTS = [0.15432897, 0.53532814, 0.44463454]
/** Beyond it Boys' function is that of two points to 10⁻¹⁴. */
const FAR = 30

/** A product of two Gaussians is one Gaussian between them. */
interface Product {
  readonly exponent: number
  readonly centre: readonly [number, number, number]
  readonly factor: number
  /** What the kinetic energy multiplies the overlap with. */
  readonly kinetic: number
}

/** Number of a pair of functions, whichever comes first. */
export function pairNumber(a: number, b: number): number {
  return a > b ? (a * (a + 1)) / 2 + b : (b * (b + 1)) / 2 + a
}

/**
 * Cost: n⁴ · 81/8 values of Boys' function.
 *
 * Source: A. Szabo, N. Ostlund, "Modern Quantum Chemistry" (1989), appendix A, eqs. A.9, A.11, A.33, A.41; W. Hehre,
 * R. Stewart, J. Pople, J. Chem. Phys. 51 (1969) 2657, doi:10.1063/1.1672392.
 */
export function hydrogenIntegrals(nuclei: readonly Float64Array[]): HydrogenIntegrals {
  const n = nuclei.length
  const products: Product[][] = []
  const [overlap, core] = [new Float64Array(n * n), new Float64Array(n * n)]
  for (let a = 0; a < n; a++)
    for (let b = 0; b <= a; b++) {
      const pair = productsOf(nuclei[a]!, nuclei[b]!)
      products[pairNumber(a, b)] = pair
      let [s, h] = [0, 0]
      for (const { exponent, centre, factor, kinetic } of pair) {
        const whole = factor * (Math.PI / exponent) ** 1.5
        s += whole
        h += kinetic * whole
        for (const nucleus of nuclei)
          h -= ((2 * Math.PI) / exponent) * factor * boys(exponent * squaredDistance(centre, nucleus))
      }
      overlap[a * n + b] = overlap[b * n + a] = s
      core[a * n + b] = core[b * n + a] = h
    }
  const pairs = products.length
  const repulsion = new Float64Array(pairs * pairs)
  for (let i = 0; i < pairs; i++)
    for (let j = 0; j <= i; j++)
      repulsion[i * pairs + j] = repulsion[j * pairs + i] = repulsionOf(products[i]!, products[j]!)
  return { n, overlap, core, repulsion }
}

function productsOf(a: Float64Array, b: Float64Array): Product[] {
  const apart = squaredDistance(a, b)
  return EXPONENTS.flatMap((alpha, i) =>
    EXPONENTS.map((beta, j): Product => {
      const exponent = alpha + beta
      const reduced = (alpha * beta) / exponent
      const norm = COEFFICIENTS[i]! * COEFFICIENTS[j]! * ((4 * alpha * beta) / Math.PI ** 2) ** 0.75
      const between = (k: number) => (alpha * a[k]! + beta * b[k]!) / exponent
      return {
        exponent,
        centre: [between(0), between(1), between(2)],
        factor: norm * Math.exp(-reduced * apart),
        kinetic: reduced * (3 - 2 * reduced * apart)
      }
    })
  )
}

function repulsionOf(one: readonly Product[], other: readonly Product[]): number {
  let sum = 0
  for (const p of one)
    for (const q of other) {
      const both = p.exponent + q.exponent
      const way = ((p.exponent * q.exponent) / both) * squaredDistance(p.centre, q.centre)
      sum += ((p.factor * q.factor) / (p.exponent * q.exponent * Math.sqrt(both))) * boys(way)
    }
  return 2 * Math.PI ** 2.5 * sum
}

/** ∫₀¹ exp(−t x²) dx, by its series, or for large t by its limit. */
function boys(t: number): number {
  if (t > FAR) return Math.sqrt(Math.PI / t) / 2
  let [term, sum] = [1, 1]
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (2 * t) / (2 * k + 1)
    sum += term
  }
  return Math.exp(-t) * sum
}

function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return (a[0]! - b[0]!) ** 2 + (a[1]! - b[1]!) ** 2 + (a[2]! - b[2]!) ** 2
}
