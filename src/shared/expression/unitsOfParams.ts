import type { Variable } from '../domain/dataset.ts'
import { isDimensionless } from '../domain/dimension.ts'
import { paramValues, variableNames, type Expr } from '../domain/expr.ts'
import { dimensionEquations } from './dimensionEquations.ts'
import { formatUnitPowers } from './formatUnitPowers.ts'
import { solveLinearSystem } from './linearSystem.ts'
import { parseUnit } from './units.ts'
import { parseUnitText, type UnitPower } from './unitText.ts'

/**
 * Units of all fitted numbers in the units that the user wrote: in P = c·a^1.5 with P in d and a in AU, c has
 * `d AU^(-3/2)`. A pure number has `1`. Null where the unit is open, a unit is missing, or the units disagree as
 * written, so that no text would be true.
 */
export function unitsOfParams(expr: Expr, inputs: readonly Variable[], target: Variable): readonly (string | null)[] {
  const none = paramValues(expr).map(() => null)
  const used = variableNames(expr).map((name) => inputs.find((input) => input.name === name))
  if ([target, ...used].some((variable) => !variable || variable.unit === null || variable.dimension === null))
    return none
  const unitTexts = new Map([...inputs, target].map(({ name, unit }) => [name, unit]))
  const symbols = new Map<string, readonly UnitPower[]>(
    [...new Set([target.unit!, ...used.map((variable) => variable!.unit!)])].map((unit) => [unit, physicalPowers(unit)])
  )
  const base = [...new Set([...symbols.values()].flat().map(({ symbol }) => symbol))]
  const vectorOf = (unit: string) => base.map((symbol) => exponentOf(symbols.get(unit)!, symbol))
  const equations = dimensionEquations(expr, (name) => vectorOf(unitTexts.get(name)!), vectorOf(target.unit!))
  const { consistent, unknowns } = solveLinearSystem(equations, none.length)
  if (!consistent) return none
  return unknowns.map((exponents) => {
    if (exponents === null) return null
    return formatUnitPowers(base.map((symbol, i) => ({ symbol, exponent: exponents[i]! }))) || '1'
  })
}

/** The powers of a unit without its pure numbers such as %, rad and 1. */
function physicalPowers(unit: string): readonly UnitPower[] {
  if (unit.trim() === '-') return []
  return parseUnitText(unit).filter(({ symbol }) => {
    const { dimension, factor } = parseUnit(symbol)
    return !isDimensionless(dimension) || factor !== 1
  })
}

function exponentOf(powers: readonly UnitPower[], symbol: string): number {
  return powers.reduce((sum, power) => sum + (power.symbol === symbol ? power.exponent : 0), 0)
}
