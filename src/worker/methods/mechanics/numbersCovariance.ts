import { invertInformation } from '../dynamics/covarianceMatrix.ts'
import { squares, stackedEnergy, stackedOther, stackedTarget, type GradientSystem } from './gradientSystem.ts'
import type { EnergyCandidate } from './energyCandidates.ts'
import { numberName } from './parametric.ts'

/**
 * Covariance of all numbers of a candidate, those of the energy first, row-major, from what it leaves in the rows; null
 * where the rows do not fix them.
 */
export function numbersCovariance(system: GradientSystem, { energy, others }: EnergyCandidate): Float64Array | null {
  const columns = [
    ...energy.values.map((_, i) => stackedEnergy(system, energy, numberName(i))),
    ...others.map(({ column }) => stackedOther(system, column))
  ]
  const p = columns.length
  const model = stackedEnergy(system, energy)
  const residual = stackedTarget(system).map(
    (value, i) =>
      value -
      model[i]! -
      others.reduce((sum, other, c) => sum + other.value * columns[energy.values.length + c]![i]!, 0)
  )
  // a fit that is exact to rounding still has the error of rounding
  const variance = Math.max(squares(residual) / Math.max(1, residual.length - p), ROUNDING)
  const information = new Float64Array(p * p)
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < p; b++) {
      let sum = 0
      for (let i = 0; i < residual.length; i++) sum += columns[a]![i]! * columns[b]![i]!
      information[a * p + b] = sum / variance
    }
  }
  return invertInformation(information)
}

const ROUNDING = 1e-24
