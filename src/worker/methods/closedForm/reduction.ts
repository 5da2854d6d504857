import { combineDimensions, type Dimension } from '../../../shared/domain/dimension.ts'
import { apply, mapExpr, type Expr } from '../../../shared/domain/expr.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import type { TrainingSample } from '../trainingSample.ts'
import type { KnownUnits } from './knownUnits.ts'

/** A formula of the inputs; its dimension is null where units are not known. */
export interface Quantity {
  readonly formula: Expr
  readonly dimension: Dimension | null
}

/** One step towards a problem of fewer inputs. */
export interface ReductionStep {
  /** A quantity takes the place of the inputs that it is made of, or y is divided by it, or loses it as an addend. */
  readonly kind: 'merge' | 'factor' | 'addend'
  /** Inputs that are gone after it. */
  readonly removed: readonly number[]
  readonly quantity: Quantity
}

/** A problem of which every law gives one of the problem that it was made from. */
export interface ReducedProblem {
  readonly names: readonly string[]
  readonly units: KnownUnits | null
  /** Rows of the first problem as rows of this one; where there are weights, they go with the errors of y. */
  reduce(sample: TrainingSample): TrainingSample
  /** A law of the first problem from a law of this one. */
  restore(law: Expr): Expr
}

export function wholeProblem(names: readonly string[], units: KnownUnits | null): ReducedProblem {
  return { names, units, reduce: (sample) => sample, restore: (law) => law }
}

export function reducedBy(step: ReductionStep, before: ReducedProblem): ReducedProblem {
  const { kind, removed, quantity } = step
  const { formula, dimension } = quantity
  const left = before.names.flatMap((_, j) => (removed.includes(j) ? [] : [j]))
  const names = left.map((j) => before.names[j]!)
  const { units } = before
  const inputs = units && left.map((j) => units.inputs[j]!)
  if (kind === 'merge') {
    const name = nameFor(formula, before.names)
    return {
      names: [...names, name],
      units: units && inputs && dimension && { inputs: [...inputs, dimension], target: units.target },
      reduce(sample) {
        const rows = before.reduce(sample)
        return { ...rows, x: [...left.map((j) => rows.x[j]!), valuesOf(formula, before.names, rows)] }
      },
      restore: (law) => before.restore(mapExpr(law, { var: (node) => (node.name === name ? formula : node) }))
    }
  }
  const isFactor = kind === 'factor'
  const target = units && dimension && isFactor ? combineDimensions(units.target, dimension, -1) : units?.target
  return {
    names,
    units: inputs && target ? { inputs, target } : null,
    reduce(sample) {
      const rows = before.reduce(sample)
      const part = valuesOf(formula, before.names, rows)
      const y = rows.y.map((value, i) => (isFactor ? value / part[i]! : value - part[i]!))
      const weights = rows.weights && isFactor ? rows.weights.map((w, i) => w * part[i]! ** 2) : rows.weights
      return { ...rows, x: left.map((j) => rows.x[j]!), y, weights }
    },
    restore: (law) => before.restore(apply(isFactor ? 'mul' : 'add', formula, law))
  }
}

function valuesOf(formula: Expr, names: readonly string[], { x, n }: TrainingSample): Float64Array {
  const values = new Float64Array(n)
  const program = compile(formula, names)
  evaluator.evaluate(program, x, program.params, values)
  return values
}

function nameFor(formula: Expr, taken: readonly string[]): string {
  let name = printInfix(formula)
  while (taken.includes(name)) name += '′'
  return name
}
