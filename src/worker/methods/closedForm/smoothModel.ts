import { mean, standardDeviation } from '../../numeric/statistics.ts'
import { signPattern } from '../signPattern.ts'
import { polynomialColumns } from './polynomialColumns.ts'
import { logMagnitude } from './screeningRows.ts'

/** A quantity that a smooth function may depend on. */
export interface ModelInput {
  readonly values: Float64Array
  /** Whether waves of it are looked at as well. */
  readonly isAngle: boolean
}

/** Columns that span what a smooth function of some quantities looks like. */
export interface SmoothModel {
  readonly columns: readonly Float64Array[]
  /** 1, the quantities and waves of them: what a further quantity is to be tried with. */
  readonly simple: readonly Float64Array[]
}

/** Rows that each number of a model needs. */
const ROWS_PER_NUMBER = 6
/** Waves that a quantity may run through to be an angle: more cannot be told from noise. */
const TURN = [3, 60] as const
const WAVE_SHARE = 0.5

/** Polynomials of the quantities, and polynomials of those that are no angles times waves of those that are. */
export function smoothModel(inputs: readonly ModelInput[], n: number): SmoothModel {
  const ones = new Float64Array(n).fill(1)
  const most = Math.floor(n / ROWS_PER_NUMBER)
  const values = inputs.map((input) => input.values)
  const waves = inputs.flatMap((input) =>
    input.isAngle ? [input.values.map(Math.cos), input.values.map(Math.sin)] : []
  )
  const all = inputs.map((_, k) => k)
  const others = all.filter((k) => !inputs[k]!.isAngle)
  const room = waves.length === 0 ? 0 : Math.floor((WAVE_SHARE * most) / waves.length)
  const amplitudes = room === 0 ? [] : others.length === 0 ? [ones] : polynomialColumns(values, others, room).at(values)
  const ofWaves = waves.flatMap((wave) => amplitudes.map((amplitude) => times(wave, amplitude)))
  const polynomials = all.length === 0 ? [ones] : polynomialColumns(values, all, most - ofWaves.length).at(values)
  return { columns: [...polynomials, ...ofWaves], simple: [ones, ...values.map(scaledFeature), ...waves] }
}

/** Whether values span about a turn, and not so many that nothing is to be seen of the waves. */
export function mayBeAngle(values: Float64Array): boolean {
  const width = Math.max(...values) - Math.min(...values)
  return width >= TURN[0] && width <= TURN[1]
}

/** A quantity, or its logarithm where it has one sign, about its mean in its standard deviations. */
export function scaledFeature(values: Float64Array): Float64Array {
  const own = signPattern(values) === 'mixed' ? values : logMagnitude(values)
  const centre = mean(own)
  const width = standardDeviation(own) || 1
  return own.map((value) => (value - centre) / width)
}

export function times(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value * b[i]!)
}
