import { equalDimensions, isDimensionless, type Dimension } from '../../../shared/domain/dimension.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { Argument } from './argumentsByCost.ts'
import type { Factor } from './factor.ts'
import { allowedFamilies, type FactorFamily } from './factorFamilies.ts'
import { logOf, type ScreeningRows } from './screeningRows.ts'

/** What becomes of the column of a factor; the array is used again for the next one. */
export type FactorSink = (column: Float64Array, factor: Factor, cost: number) => void

/** Evaluates the factors of arguments, one column after another, without keeping any. */
export interface FactorStream {
  /** Gives the number of columns. */
  visit(argument: Argument, sink: FactorSink): number
  /** The column of one factor, once more. */
  column(factor: Factor): Float64Array
}

const SUM_PRICE = 0.6
const EXPONENT_PRICE = 0.7
/** Numbers other than 1 are tried inside functions of arguments up to this cost. */
const MAX_COST_OF_NUMBERS = 5

export function createFactorStream(
  rows: ScreeningRows,
  variables: readonly number[],
  operators: ReadonlySet<OperatorId>
): FactorStream {
  const families = allowedFamilies(operators)
  const hasExponential = operators.has('exp') && operators.has('mul')
  const hasSum = operators.has('add')
  const hasDifference = operators.has('add') && operators.has('mul')
  const monomial = new Float64Array(rows.n)
  const product = new Float64Array(rows.n)
  const column = new Float64Array(rows.n)

  function visit(argument: Argument, sink: FactorSink): number {
    const { atom } = argument
    const isBare = argument.monomial.cost === 0
    let count = 0
    const emit = (factor: Factor, price: number): void => {
      count++
      sink(column, factor, argument.cost + price)
    }
    multiply(rows, variables, argument.monomial.exponents, monomial)
    product.set(monomial)
    if (atom !== null) for (let i = 0; i < rows.n; i++) product[i] = product[i]! * atom.values[i]!

    if (atom !== null && isBare) {
      for (let i = 0; i < rows.n; i++) column[i] = logOf(atom.values[i]!)
      emit({ kind: 'atom', argument }, 0)
    }
    if (atom !== null && !isBare && hasSum && areAlike(argument.monomialDimension, atom.dimension)) {
      for (const number of hasDifference ? [1, -1] : [1]) {
        for (let i = 0; i < rows.n; i++) column[i] = logOf(atom.values[i]! + number * monomial[i]!)
        emit({ kind: 'atomPlus', number, argument }, SUM_PRICE)
      }
    }
    if (argument.dimension !== null && !isDimensionless(argument.dimension)) return count
    if (hasExponential) {
      column.set(product)
      emit({ kind: 'exponential', argument }, EXPONENT_PRICE)
    }
    for (const family of families) {
      if (!isTaken(family, argument)) continue
      for (const number of family.numbers) {
        if (number !== family.numbers[0] && argument.cost > MAX_COST_OF_NUMBERS) break
        fill(column, product, number, family.logValue)
        emit({ kind: 'function', family, number, argument }, family.cost + (number === 1 ? 0 : family.numberCost))
      }
    }
    return count
  }

  return {
    visit,
    column(factor) {
      let found: Float64Array | null = null
      visit(factor.argument, (values, other) => {
        if (found === null && isSame(other, factor)) found = values.slice()
      })
      if (found === null) throw new RangeError('the factor is none of this stream')
      return found
    }
  }
}

function fill(out: Float64Array, t: Float64Array, number: number, f: (t: number) => number): void {
  for (let i = 0; i < out.length; i++) out[i] = f(number * t[i]!)
}

/** Π x_j^exponent_j on the rows. */
export function multiply(
  rows: ScreeningRows,
  variables: readonly number[],
  exponents: readonly number[],
  out: Float64Array
): void {
  out.fill(1)
  exponents.forEach((exponent, k) => {
    if (exponent === 0) return
    const power = rows.power(variables[k]!, exponent)
    for (let i = 0; i < out.length; i++) out[i] = out[i]! * power[i]!
  })
}

function areAlike(a: Dimension | null, b: Dimension | null): boolean {
  return a === null || b === null || equalDimensions(a, b)
}

function isTaken(family: FactorFamily, { monomial, atom }: Argument): boolean {
  if (atom === null) {
    const first = monomial.exponents.find((exponent) => exponent !== 0)
    return !family.isReciprocal || (first !== undefined && first > 0)
  }
  return family.takes === 'any' || (family.takes === 'sum' && atom.kind === 'sum')
}

/** Of factors of one argument. */
function isSame(a: Factor, b: Factor): boolean {
  const numberOf = (factor: Factor) => ('number' in factor ? factor.number : null)
  const familyOf = (factor: Factor) => (factor.kind === 'function' ? factor.family : null)
  return a.kind === b.kind && numberOf(a) === numberOf(b) && familyOf(a) === familyOf(b)
}
