/** Physical dimension as exponents of the seven SI base units: m, kg, s, A, K, mol, cd. Exponents may be fractional. */
export type Dimension = readonly [number, number, number, number, number, number, number]

export const BASE_UNITS = ['m', 'kg', 's', 'A', 'K', 'mol', 'cd'] as const

export const DIMENSIONLESS: Dimension = [0, 0, 0, 0, 0, 0, 0]

/** a · b^power, exponent by exponent. */
export function combineDimensions(a: Dimension, b: Dimension, power = 1): Dimension {
  return a.map((exponent, i) => exponent + power * (b[i] ?? 0)) as unknown as Dimension
}

/** Equal within rounding of fractional exponents such as 1/3. */
export function equalDimensions(a: Dimension, b: Dimension): boolean {
  return a.every((exponent, i) => Math.abs(exponent - (b[i] ?? 0)) < 1e-9)
}

export function isDimensionless(dimension: Dimension): boolean {
  return equalDimensions(dimension, DIMENSIONLESS)
}
