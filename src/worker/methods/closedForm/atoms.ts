import { combineDimensions, DIMENSIONLESS, type Dimension } from '../../../shared/domain/dimension.ts'
import { equalDimensions, isDimensionless } from '../../../shared/domain/dimension.ts'
import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import { OPERATORS, type OperatorId } from '../../../shared/domain/operators.ts'
import type { KnownUnits } from './knownUnits.ts'
import type { ScreeningRows } from './screeningRows.ts'

/** What may stand beside a monomial in an argument: a sum of two inputs, or a function of something simple. */
export interface Atom {
  readonly kind: 'sum' | 'function' | 'power'
  readonly cost: number
  readonly expression: Expr
  readonly values: Float64Array
  /** Null where units are not known. */
  readonly dimension: Dimension | null
}

/** An expression on the way to an atom. */
type Inner = Omit<Atom, 'kind'>

const ONE = constant(1)
const TWO = constant(2)
const PERIODIC: readonly OperatorId[] = ['sin', 'cos', 'tan']
/** Above this number of inputs there are too many triples. */
const MAX_INPUTS_TRIPLES = 6

/** All atoms over some inputs, cheapest first; only those that operators and units allow. */
export function atoms(
  rows: ScreeningRows,
  names: readonly string[],
  variables: readonly number[],
  operators: ReadonlySet<OperatorId>,
  units: KnownUnits | null
): Atom[] {
  const found: Atom[] = []
  const has = (...ids: OperatorId[]): boolean => ids.every((id) => operators.has(id))
  const inputs: Inner[] = variables.map((j) => ({
    cost: 0.4,
    expression: variable(names[j]!),
    values: rows.x[j]!,
    dimension: units && units.inputs[j]!
  }))
  const keep = (kind: Atom['kind'], inner: Inner | null): void => {
    if (inner !== null && inner.values.every(Number.isFinite)) found.push({ ...inner, kind })
  }

  const addFunctions = (inner: Inner): void => {
    if (!isPure(inner)) return
    for (const id of PERIODIC.filter((operator) => has(operator))) {
      const wave = unary(id, inner, id === 'tan' ? 1.8 : 1)
      keep('function', wave)
      if (has('pow') && id !== 'tan') keep('function', squared(wave, 0.6))
      if (id === 'cos' && has('sub')) keep('function', combined('sub', one(rows.n), wave, 0.4))
    }
  }

  for (const input of inputs) {
    addFunctions(input)
    if (!isPure(input)) continue
    // M · log x is also the exponent of x^M
    if (has('log')) keep('function', unary('log', input, 1.2))
    if (has('add')) keep('sum', combined('add', one(rows.n), input, 1.4))
    if (has('sub')) keep('sum', combined('sub', one(rows.n), input, 1.4))
  }
  inputs.forEach((a, i) => {
    inputs.forEach((b, j) => {
      if (j <= i) return
      if (areAlike(a, b)) {
        if (has('sub')) {
          const difference = combined('sub', a, b, 0.8)
          keep('sum', difference)
          if (has('pow')) keep('power', squared(difference, 0.5))
          addFunctions({ ...difference, cost: 1 })
          if (has('pow')) keep('sum', combined('sub', squared(a, 0), squared(b, 0), 1.6))
        }
        if (has('add')) {
          const sum = combined('add', a, b, 0.8)
          keep('sum', sum)
          if (has('pow')) keep('sum', combined('add', squared(a, 0), squared(b, 0), 1.6))
          addFunctions({ ...sum, cost: 1.2 })
        }
        if (has('log', 'div')) keep('function', unary('log', combined('div', a, b, 0), 1.2))
      }
      addFunctions(combined('mul', a, b, 0.6))
    })
  })
  if (inputs.length <= MAX_INPUTS_TRIPLES && has('sub', 'mul')) {
    for (const a of inputs) {
      inputs.forEach((b, j) => {
        inputs.forEach((c, k) => {
          if (k <= j || a === b || a === c) return
          const product = combined('mul', b, c, 0)
          if (!areAlike(a, product)) return
          const difference = combined('sub', a, product, 1.4)
          keep('sum', difference)
          if (has('pow')) keep('power', squared(difference, 0.4))
        })
      })
    }
  }
  return found.sort((a, b) => a.cost - b.cost)
}

/** No unit, as far as is known. */
function isPure({ dimension }: Inner): boolean {
  return dimension === null || isDimensionless(dimension)
}

function areAlike(a: Inner, b: Inner): boolean {
  return a.dimension === null || b.dimension === null || equalDimensions(a.dimension, b.dimension)
}

function one(n: number): Inner {
  return { cost: 0, expression: ONE, values: new Float64Array(n).fill(1), dimension: DIMENSIONLESS }
}

function unary(id: OperatorId, inner: Inner, price: number): Inner {
  const { evaluate } = OPERATORS[id]
  return {
    cost: inner.cost + price,
    expression: apply(id, inner.expression),
    values: inner.values.map((value) => evaluate(value, NaN)),
    dimension: inner.dimension && DIMENSIONLESS
  }
}

function squared(inner: Inner, price: number): Inner {
  return {
    cost: inner.cost + price,
    expression: apply('pow', inner.expression, TWO),
    values: inner.values.map((value) => value * value),
    dimension: inner.dimension && combineDimensions(DIMENSIONLESS, inner.dimension, 2)
  }
}

/** a ∘ b at the price of both and more. */
export function combined(id: 'add' | 'sub' | 'mul' | 'div', a: Inner, b: Inner, price: number): Inner {
  const { evaluate } = OPERATORS[id]
  const sign = id === 'mul' ? 1 : id === 'div' ? -1 : 0
  return {
    cost: a.cost + b.cost + price,
    expression: apply(id, a.expression, b.expression),
    values: a.values.map((value, i) => evaluate(value, b.values[i]!)),
    dimension: a.dimension && b.dimension && combineDimensions(a.dimension, b.dimension, sign)
  }
}
