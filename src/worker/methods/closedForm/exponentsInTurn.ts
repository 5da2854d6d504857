import { BASE_UNITS, type Dimension } from '../../../shared/domain/dimension.ts'
import { apply, constant, param, variable, type Const, type Param } from '../../../shared/domain/expr.ts'
import { solveCholesky } from '../../numeric/cholesky.ts'
import { structureBits } from '../../scoring/descriptionLength.ts'

/** log|v| as a sum of exponents times columns; the first column is 1 and its coefficient the scale. */
export interface ExponentSystem {
  readonly columns: readonly Float64Array[]
  readonly log: Float64Array
  readonly rootWeights: Float64Array
}

/** Σ exponent · dimension over all columns but the first has to be `target`. */
export interface DimensionRule {
  readonly dimensions: readonly Dimension[]
  readonly target: Dimension
}

/** Where the exponents of a product may be, and what is known of them. */
export interface NormalSystem {
  readonly p: number
  readonly matrix: Float64Array
  readonly right: Float64Array
  readonly square: number
  readonly n: number
}

const DENOMINATORS = [1, 2, 3, 4]
/** Bits of a fitted number, and inputs of a problem of usual size: what an exponent costs hardly depends on them. */
const NUMBER_BITS = 6
const INPUTS = 4
const BASE = variable('x')
const MAX_EXPONENT = 8
/** A rule weighs so much more than all rows. */
const RULE_WEIGHT = 1e7
const RIDGE = 1e-12
const KEPT = 1e-6

export function normalSystem({ columns, log, rootWeights }: ExponentSystem): NormalSystem {
  const p = columns.length
  const n = log.length
  const matrix = new Float64Array(p * p)
  const right = new Float64Array(p)
  let square = 0
  for (let i = 0; i < n; i++) {
    const weight = rootWeights[i]! ** 2
    square += weight * log[i]! ** 2
    for (let a = 0; a < p; a++) {
      const value = weight * columns[a]![i]!
      right[a] = right[a]! + value * log[i]!
      for (let b = 0; b <= a; b++) matrix[a * p + b] = matrix[a * p + b]! + value * columns[b]![i]!
    }
  }
  for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) matrix[b * p + a] = matrix[a * p + b]!
  return { p, matrix, right, square, n }
}

/**
 * The exponents one after the other: the one that the data fix best becomes the simplest number near it, by the bits of
 * that number and of the fit lost, then the others are fitted again. Rounded at once, exponents that the data do not
 * separate would go wrong together.
 * @param known exponents that are given, or known to be fitted, by column
 * @param rule null where units are not known
 * @returns one for each column but the first; null where the rule cannot be kept or the columns depend on each other
 */
export function exponentsInTurn(
  system: NormalSystem,
  known: ReadonlyMap<number, Const | Param>,
  rule: DimensionRule | null
): (Const | Param)[] | null {
  const ruled = rule === null ? system : withRule(system, rule)
  const { p } = ruled
  const chosen = new Map<number, Const | Param>(known)
  let values = solveFor(ruled, chosen)
  if (values === null || (rule !== null && !keeps(rule, values))) return null
  const variance = Math.max(residual(system, values), RIDGE * system.square) / Math.max(1, system.n - p)
  for (;;) {
    const open = freeColumns(p, chosen).filter((k) => k > 0 && !chosen.has(k))
    if (open.length === 0) break
    const errors = standardErrors(ruled, chosen, variance)
    if (errors === null) return null
    const [first] = open.sort((a, b) => errors[a]! - errors[b]!)
    chosen.set(first!, simplestNear(values[first!]!, errors[first!]!))
    values = solveFor(ruled, chosen)
    if (values === null) return null
  }
  if (rule !== null && !keeps(rule, values)) return null
  const result = values
  return Array.from({ length: p - 1 }, (_, i) => {
    const exponent = chosen.get(i + 1)!
    return exponent.kind === 'param' ? param(result[i + 1]!) : exponent
  })
}

/** Bits of an exponent with what it stands on. */
export function priceOf(exponent: Const | Param): number {
  if (exponent.kind === 'param') return NUMBER_BITS + structureBits(apply('pow', BASE, exponent), INPUTS)
  if (exponent.numerator === 0) return 0
  const isOne = exponent.numerator === exponent.denominator
  return structureBits(isOne ? BASE : apply('pow', BASE, exponent), INPUTS)
}

/** The exponent with the fewest bits: of itself, and of what the data lose by it. */
function simplestNear(value: number, error: number): Const | Param {
  let best: Const | Param = param(value)
  let least = priceOf(best)
  const consider = (exponent: Const): void => {
    const size = exponent.numerator / exponent.denominator
    const lost = ((value - size) / error) ** 2 / (2 * Math.LN2)
    const bits = lost + priceOf(exponent)
    if (Math.abs(size) > MAX_EXPONENT || bits >= least) return
    best = exponent
    least = bits
  }
  consider(constant(0))
  for (const denominator of DENOMINATORS) {
    const below = Math.floor(value * denominator)
    for (const numerator of [below, below + 1]) {
      if (numerator !== 0 && isReduced(numerator, denominator)) consider(constant(numerator, denominator))
    }
  }
  return best
}

/** Σ w (log − …)² with some exponents given and the others fitted; null where the columns depend on each other. */
export function leftBy(system: NormalSystem, known: ReadonlyMap<number, Const | Param>): number | null {
  const values = solveFor(system, known)
  return values && residual(system, values)
}

function isReduced(numerator: number, denominator: number): boolean {
  return (numerator % 2 !== 0 || denominator % 2 !== 0) && (numerator % 3 !== 0 || denominator % 3 !== 0)
}

function withRule(system: NormalSystem, { dimensions, target }: DimensionRule): NormalSystem {
  const { p } = system
  const matrix = system.matrix.slice()
  const right = system.right.slice()
  let weight = 0
  for (let k = 0; k < p; k++) weight = Math.max(weight, RULE_WEIGHT * system.matrix[k * (p + 1)]!)
  for (let unit = 0; unit < BASE_UNITS.length; unit++) {
    for (let a = 1; a < p; a++) {
      const exponent = dimensions[a - 1]![unit]!
      right[a] = right[a]! + weight * exponent * target[unit]!
      for (let b = 1; b < p; b++) {
        matrix[a * p + b] = matrix[a * p + b]! + weight * exponent * dimensions[b - 1]![unit]!
      }
    }
  }
  return { ...system, matrix, right }
}

function keeps({ dimensions, target }: DimensionRule, values: Float64Array): boolean {
  return target.every((wanted, unit) => {
    const sum = dimensions.reduce((total, dimension, k) => total + dimension[unit]! * values[k + 1]!, 0)
    return Math.abs(sum - wanted) < Math.sqrt(KEPT)
  })
}

function freeColumns(p: number, chosen: ReadonlyMap<number, Const | Param>): number[] {
  return Array.from({ length: p }, (_, k) => k).filter((k) => chosen.get(k)?.kind !== 'const')
}

/** All exponents, those that are not fixed by least squares. */
function solveFor(system: NormalSystem, chosen: ReadonlyMap<number, Const | Param>): Float64Array | null {
  const { p, matrix, right } = system
  const free = freeColumns(p, chosen)
  const values = new Float64Array(p)
  for (const [k, exponent] of chosen) {
    if (exponent.kind === 'const') values[k] = exponent.numerator / exponent.denominator
  }
  const rest = Float64Array.from(free, (a) => {
    let sum = right[a]!
    for (const [b, exponent] of chosen) if (exponent.kind === 'const') sum -= matrix[a * p + b]! * values[b]!
    return sum
  })
  const solution = solveSmall(submatrix(system, free), rest)
  if (solution === null) return null
  free.forEach((k, i) => (values[k] = solution[i]!))
  return values
}

/** By column; 0 for those that are fixed. */
function standardErrors(
  system: NormalSystem,
  chosen: ReadonlyMap<number, Const | Param>,
  variance: number
): Float64Array | null {
  const free = freeColumns(system.p, chosen)
  const matrix = submatrix(system, free)
  const errors = new Float64Array(system.p)
  for (const [i, k] of free.entries()) {
    const unit = new Float64Array(free.length)
    unit[i] = 1
    const column = solveSmall(matrix, unit)
    if (column === null) return null
    errors[k] = Math.sqrt(Math.max(variance * column[i]!, 1e-12))
  }
  return errors
}

function submatrix({ p, matrix }: NormalSystem, free: readonly number[]): Float64Array {
  const size = free.length
  const sub = new Float64Array(size * size)
  free.forEach((a, i) => {
    free.forEach((b, j) => (sub[i * size + j] = matrix[a * p + b]!))
    sub[i * (size + 1)] = sub[i * (size + 1)]! * (1 + RIDGE)
  })
  return sub
}

function solveSmall(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const solution = new Float64Array(right.length)
  const isSolved = solveCholesky(matrix, right, new Float64Array(matrix.length), solution)
  return isSolved && solution.every(Number.isFinite) ? solution : null
}

function residual({ p, matrix, right, square }: NormalSystem, values: Float64Array): number {
  let sum = square
  for (let a = 0; a < p; a++) {
    sum -= 2 * values[a]! * right[a]!
    for (let b = 0; b < p; b++) sum += values[a]! * matrix[a * p + b]! * values[b]!
  }
  return sum
}
