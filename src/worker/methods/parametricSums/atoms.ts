import type { Expr } from '../../../shared/domain/expr.ts'
import { powerProduct, type Factor } from '../powerProduct.ts'
import type { Bench } from './bench.ts'
import { curvesOf, shiftCurve, type Curve } from './curve.ts'
import { createGridColumns, type GridColumns } from './gridColumns.ts'
import { NOTHING, productFactors, products, productValues, type Product } from './product.ts'
import type { View } from './view.ts'

/** A product of inputs with its values on the screening rows. */
export interface Argument {
  readonly product: Product
  readonly values: Float64Array
  readonly formula: Expr
}

/** What multiplies a curve: a product of inputs, and perhaps another curve at one start value of its number. */
export interface Multiplier {
  readonly values: Float64Array
  readonly cost: number
  readonly numbers: readonly number[]
  readonly factors: (numbers: readonly Expr[]) => readonly Factor[]
}

/** Curves on arguments times multipliers, to be compared in one go. */
export interface AtomBlock {
  readonly curves: readonly Curve[]
  readonly arguments: readonly { readonly u: Argument; readonly v: Argument }[]
  readonly multipliers: readonly Multiplier[]
  readonly isLogarithm: boolean
}

/** A curve on an argument at one pair of start values, on the screening rows. */
export interface GridColumn {
  readonly c: number
  readonly d: number
  readonly values: Float64Array
}

/** Everything that one level compares: products alone, and blocks of curves. */
export interface AtomLevel {
  readonly plain: readonly Multiplier[]
  readonly blocks: readonly AtomBlock[]
  readonly columns: GridColumns
}

/** Arguments and multipliers beyond these are left to methods that do not look at all of them. */
const MAX_ARGUMENTS = 160
const MAX_PAIRS = 240
const MAX_MULTIPLIERS = 160
/** Of so few inputs curves with two numbers are looked at before other products. */
const FEW_INPUTS = 3
/** A curve beside another is tried at so many start values at most. */
const STARTS_OF_MULTIPLIER = 24
const MAX_CURVE_MULTIPLIERS = 400

/**
 * The terms of one level. 1: curves with one number of one input times one. 2: of powers of inputs. 3: also of products of
 * two inputs, curves with two numbers, and products of two curves. 4: products of two inputs everywhere.
 */
export function atomLevel(bench: Bench, view: View, level: number): AtomLevel {
  const { operators } = bench
  const definedProducts = (upTo: number): Product[] =>
    products(bench.inputs, upTo).filter((product) => isDefined(bench, product))
  const curves = curvesOf(operators, false)
  const ofNumbers = (list: readonly Curve[], numbers: 1 | 2, arity: 1 | 2): Curve[] =>
    list.filter((curve) => curve.numbers === numbers && curve.arity === arity)
  const one = plainMultiplier(bench, NOTHING)
  const simple = argumentsOf(bench, definedProducts(Math.min(2, level)))
  const args = argumentsOf(bench, definedProducts(level)).slice(0, MAX_ARGUMENTS)
  const raw = simple.filter(({ product }) => product.cost === 1)
  const alone = (list: readonly Argument[]) => list.map((u) => ({ u, v: u }))
  const pairsOfRaw = raw.flatMap((u) => raw.filter((v) => v !== u).map((v) => ({ u, v }))).slice(0, MAX_PAIRS)
  const wide = level > 2 ? args.filter(({ product }) => product.cost <= 2.3).slice(0, 24) : raw
  const pairs = wide.flatMap((u) => wide.filter((v) => v !== u).map((v) => ({ u, v }))).slice(0, 2 * MAX_PAIRS)
  const few = [one, ...definedProducts(Math.min(2, level)).map((product) => plainMultiplier(bench, product))]
  const many = [one, ...definedProducts(level).map((product) => plainMultiplier(bench, product))].slice(
    0,
    MAX_MULTIPLIERS
  )
  const times = operators.has('mul') ? (level > 3 ? many : few) : [one]
  const sum = { multipliers: times, isLogarithm: false }
  const blocks: AtomBlock[] = [
    { ...sum, curves: ofNumbers(curves, 1, 1), arguments: alone(args) },
    {
      ...sum,
      multipliers: level > 1 ? times : [one],
      curves: ofNumbers(curves, 1, 2),
      arguments: level > 2 ? pairs : pairsOfRaw
    }
  ]
  if (view.isProduct) {
    const factors = curvesOf(operators, true)
    const product = { multipliers: [one], isLogarithm: true }
    blocks.push(
      { ...product, curves: ofNumbers(factors, 1, 1), arguments: alone(args) },
      { ...product, curves: ofNumbers(factors, 1, 2), arguments: pairs }
    )
    if (level > 2)
      blocks.push(
        { ...product, curves: ofNumbers(factors, 2, 1), arguments: alone(args) },
        { ...product, curves: ofNumbers(factors, 2, 2), arguments: pairs }
      )
  }
  if (level === 2 && raw.length <= FEW_INPUTS)
    blocks.push({ curves: ofNumbers(curves, 2, 1), arguments: alone(raw), multipliers: [one], isLogarithm: false })
  if (level > 2) {
    const short = times.filter(({ cost }) => cost <= 1.3)
    blocks.push(
      {
        curves: ofNumbers(curves, 2, 1),
        arguments: alone(level > 3 ? args : simple),
        multipliers: short,
        isLogarithm: false
      },
      { curves: ofNumbers(curves, 2, 2), arguments: pairsOfRaw, multipliers: [one], isLogarithm: false }
    )
    if (operators.has('mul'))
      blocks.push({
        curves: ofNumbers(curves, 1, 1),
        arguments: alone(level > 3 ? simple : raw),
        multipliers: curveMultipliers(bench, [...ofNumbers(curves, 1, 1), ...shiftCurve(operators)], raw),
        isLogarithm: false
      })
  }
  return {
    plain: definedProducts(Math.max(3, level)).map((product) => plainMultiplier(bench, product)),
    blocks: blocks.filter((block) => block.curves.length > 0 && block.arguments.length > 0),
    columns: createGridColumns(bench.rows.length)
  }
}

function argumentsOf({ names, operators, x, rows }: Bench, list: readonly Product[]): Argument[] {
  return list.flatMap((product) => {
    const formula = powerProduct(null, productFactors(product, names), operators)
    const values = productValues(product, x, rows.length)
    return formula !== null && values.every(Number.isFinite) ? [{ product, values, formula }] : []
  })
}

function isDefined({ guard }: Bench, product: Product): boolean {
  return productValues(product, guard, guard[0]?.length ?? 0).every(Number.isFinite)
}

function plainMultiplier({ names, x, rows }: Bench, product: Product): Multiplier {
  const factors = productFactors(product, names)
  return { values: productValues(product, x, rows.length), cost: product.cost, numbers: [], factors: () => factors }
}

/** Curves of single inputs at their start values. */
function curveMultipliers(bench: Bench, curves: readonly Curve[], args: readonly Argument[]): Multiplier[] {
  const found: Multiplier[] = []
  for (const { values: u, formula } of args) {
    for (const curve of curves) {
      const grid = curve.first({ u, v: u })
      const step = Math.ceil(grid.length / STARTS_OF_MULTIPLIER)
      for (const c of grid.filter((_, i) => i % step === 0)) {
        const values = u.map((value) => curve.outer(curve.inner(value, value, c), NaN, value))
        if (!values.every(Number.isFinite)) continue
        found.push({
          values,
          cost: 1 + curve.cost,
          numbers: [c],
          factors: ([number]) => [curve.factor(formula, formula, number!, number!)]
        })
      }
    }
  }
  const step = Math.ceil(found.length / MAX_CURVE_MULTIPLIERS)
  return found.filter((_, i) => i % step === 0)
}
