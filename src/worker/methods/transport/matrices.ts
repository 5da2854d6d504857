import type { LinearResponse } from './linearResponse.ts'

/** L_k, J = Σ L_k B^k X, in the units of the table. */
export interface CoefficientMatrix {
  readonly power: number
  readonly related: readonly (readonly number[])[]
  readonly raw: readonly (readonly number[])[]
  readonly standardErrors: readonly (readonly number[])[]
  readonly rawErrors: readonly (readonly number[])[]
}

/** The matrices of a fit, from the power 0 of the field upwards. */
export function coefficientMatrices({ response, scales, free, fit, noise }: LinearResponse): CoefficientMatrix[] {
  const { d, degree } = response
  const read = (power: number, valueAt: (i: number, column: number) => number) =>
    Array.from({ length: d }, (_, i) =>
      Array.from({ length: d }, (__, j) => {
        // the product of the scales first: it is the same number for (i, j) and (j, i)
        const unit = scales.force[i]! * scales.force[j]! * scales.field ** power
        return valueAt(i, power * d + j) / unit
      })
    )
  return Array.from({ length: degree + 1 }, (_, power) => ({
    power,
    related: read(power, (i, c) => fit.coefficients[i]![c]!),
    raw: read(power, (i, c) => free.coefficients[i]![c]!),
    standardErrors: read(power, (i, c) => fit.standardErrors[i]![c]!),
    rawErrors: read(power, (i, c) => Math.sqrt(noise.get(i, i) * free.inverseGram.get(c, c)))
  }))
}
