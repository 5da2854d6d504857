import { mapExpr, param, type Expr } from '../../../shared/domain/expr.ts'
import { differentiate } from '../../../shared/expression/differentiate.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { leastSquares, type LeastSquaresFit } from '../../numeric/leastSquares.ts'
import { numberName, type Parametric } from './parametric.ts'

/** Some rows that say what one derivative of the unknown energy is. */
export interface GradientBlock {
  readonly variable: string
  /** ±1 over the mass. */
  readonly factor: number
  /** 1 over the standard deviation of the rows' noise. */
  readonly weight: number
  /** What is measured, not yet weighted. */
  readonly target: Float64Array
}

/** Equations that are linear in an energy: target = factor · ∂E/∂variable in every row, up to noise. */
export interface GradientSystem {
  readonly names: readonly string[]
  readonly columns: readonly Float64Array[]
  readonly blocks: readonly GradientBlock[]
  /** Brings values at the points to the rows of a block: integrals against test functions, or nothing at all. */
  readonly project: (values: Float64Array) => Float64Array
  /** Terms beside the energy, as columns of the stacked rows, not yet weighted: friction. */
  readonly others: readonly StackedColumn[]
  /** Rows that tell something new. */
  readonly independent: number
}

export interface StackedColumn {
  readonly name: string
  readonly parts: readonly (Float64Array | null)[]
}

/** All rows of all blocks, weighted. */
export function stackedTarget({ blocks }: GradientSystem): Float64Array {
  return stack(blocks.map(({ target, weight }) => target.map((value) => weight * value)))
}

export function stackedOther(system: GradientSystem, { parts }: StackedColumn): Float64Array {
  return stack(
    system.blocks.map(({ weight, target }, b) => {
      const part = parts[b] ?? null
      return part === null ? new Float64Array(target.length) : part.map((value) => weight * value)
    })
  )
}

/** What an energy, with its numbers as they are, gives in all rows, weighted. */
export function stackedEnergy(system: GradientSystem, energy: Parametric, by: string | null = null): Float64Array {
  const { blocks, project, names, columns } = system
  return stack(
    blocks.map(({ variable, factor, weight, target }) => {
      const first = slopeOf(energy.expr, variable)
      const slope = by === null ? first : slopeOf(first, by)
      const values = valuesAt(slope, energy.values, names, columns)
      if (values === null) return new Float64Array(target.length)
      return project(values).map((value) => weight * factor * value)
    })
  )
}

const slopes = new WeakMap<Expr, Map<string, Expr>>()

/** The derivative, remembered: a fit asks for the same ones at every step. */
function slopeOf(expr: Expr, name: string): Expr {
  const known = slopes.get(expr) ?? new Map<string, Expr>()
  slopes.set(expr, known)
  const slope = known.get(name) ?? differentiate(expr, name)
  known.set(name, slope)
  return slope
}

export interface NumbersFit {
  readonly energy: Parametric
  /** Numbers of the columns beside the energy. */
  readonly others: readonly number[]
  /** Mean square of the weighted residual of a row. */
  readonly meanSquare: number
}

const MAX_STEPS = 15
const MAX_HALVINGS = 6
const SETTLED = 1e-7

/** Fits every number of an energy, outer and inner, by Gauss–Newton steps; null where it is not finite at some point. */
export function fitNumbers(
  system: GradientSystem,
  start: Parametric,
  others: readonly StackedColumn[],
  firstOthers: readonly number[],
  steps = MAX_STEPS
): NumbersFit | null {
  const target = stackedTarget(system)
  const beside = others.map((column) => stackedOther(system, column))
  let energy = start
  let numbers = [...firstOthers]
  let residual = residualOf(system, target, energy, beside, numbers)
  if (residual === null) return null
  for (let step = 0; step < steps; step++) {
    const jacobian = energy.values.map((_, i) => stackedEnergy(system, energy, numberName(i)))
    const fit: LeastSquaresFit | null = leastSquares([...jacobian, ...beside], residual)
    if (fit === null) break
    const before = squares(residual)
    let share = 1
    let isBetter = false
    for (let halving = 0; halving < MAX_HALVINGS && !isBetter; halving++, share /= 2) {
      const move = (i: number) => share * fit.coefficients[i]!
      const trial = { ...energy, values: energy.values.map((value, i) => value + move(i)) }
      const trialNumbers = numbers.map((value, i) => value + move(energy.values.length + i))
      const left = residualOf(system, target, trial, beside, trialNumbers)
      if (left === null || !(squares(left) < before)) continue
      isBetter = true
      energy = trial
      numbers = trialNumbers
      residual = left
    }
    if (!isBetter || before - squares(residual) < SETTLED * before) break
  }
  return { energy, others: numbers, meanSquare: squares(residual) / target.length }
}

function residualOf(
  system: GradientSystem,
  target: Float64Array,
  energy: Parametric,
  beside: readonly Float64Array[],
  numbers: readonly number[]
): Float64Array | null {
  const model = stackedEnergy(system, energy)
  const residual = target.map(
    (value, i) => value - model[i]! - beside.reduce((sum, column, c) => sum + numbers[c]! * column[i]!, 0)
  )
  return residual.every(Number.isFinite) ? residual : null
}

/** Values of a formula with numbered values; null for one that is 0 everywhere. */
export function valuesAt(
  expr: Expr,
  values: readonly number[],
  names: readonly string[],
  columns: readonly Float64Array[]
): Float64Array | null {
  if (expr.kind === 'const' && expr.numerator === 0) return null
  const numbered = mapExpr(expr, {
    var: (node) => (node.name.startsWith('#') ? param(values[Number(node.name.slice(1))]!) : node)
  })
  const program = compile(numbered, names)
  const out = new Float64Array(columns[0]?.length ?? 0)
  evaluator.evaluate(program, columns, program.params, out)
  return out
}

export function squares(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}

function stack(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
