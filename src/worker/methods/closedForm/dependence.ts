import { nestedFit } from '../../numeric/nestedFit.ts'
import type { Evidence } from './evidence.ts'
import { scaledFeature, smoothModel, times, type ModelInput, type SmoothModel } from './smoothModel.ts'

/** What y still says of a quantity beside others. */
export interface Dependence {
  /** Standard deviations of the F statistic beyond chance. */
  readonly excess: number
  /** Halvings of the error by describing y with those others alone. */
  readonly gain: number
}

/**
 * Compares y as a smooth function of some quantities, perhaps times a known factor, with one that depends on a further
 * quantity as well, alone and with each of the others. Null where that cannot be told.
 */
export function dependence(
  { target, power, noise }: Pick<Evidence, 'target' | 'power' | 'noise'>,
  quantities: readonly ModelInput[],
  further: Float64Array,
  factor: Float64Array | null = null
): Dependence | null {
  const model = smoothModel(quantities, target.length)
  const more = dependenceOn(model, further)
  const scale = factor?.map((value) => value ** power) ?? null
  const scaled = (columns: readonly Float64Array[]) =>
    scale === null || power === 0 ? columns : columns.map((column) => times(column, scale))
  const logged = power === 0 ? factor?.map((value) => Math.log(Math.abs(value))) : undefined
  const values = logged === undefined ? target : target.map((value, i) => value - logged[i]!)
  const fit = nestedFit(scaled(model.columns), scaled(more), values)
  if (fit === null || Number.isNaN(fit.excess)) return null
  return { excess: fit.excess, gain: 0.5 * Math.log2(noise / (fit.rss / fit.spare)) }
}

/** What dependence on a further quantity looks like beside a model. */
export function dependenceOn({ simple }: SmoothModel, further: Float64Array): Float64Array[] {
  const own = scaledFeature(further)
  return [times(own, own), ...simple.map((other) => times(own, other))]
}
