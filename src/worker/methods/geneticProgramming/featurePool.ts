import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import { OPERATORS, type OperatorId } from '../../../shared/domain/operators.ts'
import type { Count } from './fitness.ts'
import type { TrainingTable } from './trainingTable.ts'

/** A formula without parameters and its values on the table of the pool. */
export interface Feature {
  readonly expression: Expr
  readonly complexity: number
  readonly values: Float64Array
  /** True where a transcendental function is inside: another around it is seldom a law. */
  readonly isTranscendental: boolean
}

export interface PoolLimits {
  readonly maxComplexity: number
  readonly maxFeatures: number
}

const TRANSCENDENTAL: readonly OperatorId[] = [
  'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'exp', 'log', 'log10'
] // prettier-ignore
const ROOTS: readonly OperatorId[] = ['sqrt', 'cbrt', 'abs']
const BINARY: readonly OperatorId[] = ['add', 'sub', 'mul', 'div']
/** Looks at the flags and counts after this many formulas. */
const CHECK_EVERY = 1000
const EXPONENTS = [2, 3]
/** Exponents that physics uses of a bare input; they cost no more than a square. */
const INPUT_EXPONENTS = [4, 6, -2, -3, -4, -6, 12, -12]
const ONE = constant(1)

export function isTranscendental(operator: OperatorId): boolean {
  return TRANSCENDENTAL.includes(operator)
}

/**
 * All formulas without parameters in order of complexity, one for each set of values (up to sign): inputs, their powers,
 * functions, sums, products and quotients, and 1 ± u. Formulas that are constant or not finite on a row are left out.
 * Ends early, with what there is, when told to stop.
 */
export function featurePool(
  table: TrainingTable,
  operators: readonly OperatorId[],
  limits: PoolLimits,
  count: Count,
  shouldStop: () => boolean
): Feature[] {
  const pool: Feature[] = []
  const levels: Feature[][] = [[]]
  const seen = new Set<string>()
  const directions = Float64Array.from({ length: table.n }, (_, i) => 0.5 + (((i + 1) * 0.6180339887498949) % 1))
  const allowed = (id: OperatorId) => operators.includes(id)
  const functions = TRANSCENDENTAL.filter(allowed)
  const roots = ROOTS.filter(allowed)
  const binary = BINARY.filter(allowed)
  const canPower = allowed('pow')
  let visited = 0
  let isStopped = false

  function countVisited(): void {
    count(visited, visited * table.n)
    visited = 0
    isStopped ||= shouldStop()
  }

  function keep(expression: Expr, values: Float64Array, complexity: number, transcendental: boolean): void {
    if (++visited >= CHECK_EVERY) countVisited()
    const key = fingerprint(values, directions)
    if (key === null || seen.has(key)) return
    seen.add(key)
    const feature = { expression, complexity, values, isTranscendental: transcendental }
    ;(levels[complexity] ??= []).push(feature)
    pool.push(feature)
  }

  function applyUnary(id: OperatorId, u: Feature): void {
    const { evaluate, complexity } = OPERATORS[id]
    const values = u.values.map((value) => evaluate(value, NaN))
    keep(apply(id, u.expression), values, u.complexity + complexity, u.isTranscendental || isTranscendental(id))
  }

  function applyPower(u: Feature, exponent: number): void {
    const expression = apply('pow', u.expression, constant(exponent))
    const cost = u.complexity + 1 + OPERATORS.pow.complexity
    keep(
      expression,
      u.values.map((value) => value ** exponent),
      cost,
      u.isTranscendental
    )
  }

  function combine(id: OperatorId, a: Feature, b: Feature): void {
    const values = new Float64Array(table.n)
    const { evaluate, complexity } = OPERATORS[id]
    for (let i = 0; i < table.n; i++) values[i] = evaluate(a.values[i]!, b.values[i]!)
    const cost = a.complexity + b.complexity + complexity
    keep(apply(id, a.expression, b.expression), values, cost, a.isTranscendental || b.isTranscendental)
  }

  const isFull = () => isStopped || pool.length >= limits.maxFeatures
  table.names.forEach((name, j) => keep(variable(name), table.x[j]!, 1, false))
  const one: Feature = {
    expression: ONE,
    complexity: 1,
    values: new Float64Array(table.n).fill(1),
    isTranscendental: false
  }

  for (let c = 2; c <= limits.maxComplexity && !isFull(); c++) {
    for (const u of levels[c - 2] ?? []) {
      if (canPower) for (const exponent of EXPONENTS) applyPower(u, exponent)
      if (canPower && u.expression.kind === 'var') for (const exponent of INPUT_EXPONENTS) applyPower(u, exponent)
      for (const id of roots) applyUnary(id, u)
      if (allowed('div')) combine('div', one, u)
      if (allowed('add')) combine('add', one, u)
      if (allowed('sub')) combine('sub', one, u)
      if (!u.isTranscendental) for (const id of functions) applyUnary(id, u)
    }
    for (let left = 1; left <= c - 2 && !isFull(); left++) {
      const right = c - 1 - left
      for (const a of levels[left] ?? []) {
        if (isFull()) break
        for (const b of levels[right] ?? []) {
          for (const id of binary) if (left <= right || !OPERATORS[id].commutative) combine(id, a, b)
        }
      }
    }
  }
  countVisited()
  return pool.slice(0, limits.maxFeatures)
}

/** A text that is equal for equal values up to sign and rounding; null for values that say nothing. */
function fingerprint(values: Float64Array, directions: Float64Array): string | null {
  let projection = 0
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    projection += directions[i]! * value
    if (value < low) low = value
    if (value > high) high = value
  }
  if (!Number.isFinite(projection) || !(Math.max(-low, high) < 1e100)) return null
  if (!(high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high)))) return null
  return Math.abs(projection).toPrecision(11)
}
