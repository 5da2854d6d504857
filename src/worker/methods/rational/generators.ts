import { apply, constant, variable, type Const, type Expr } from '../../../shared/domain/expr.ts'
import { OPERATORS, type OperatorId } from '../../../shared/domain/operators.ts'

/** What monomials are made of: an input, a root of one, or a function of one. */
export interface Generator {
  readonly base: Expr
  /** The generator is base^(power/root). */
  readonly power: number
  readonly root: number
  readonly values: Float64Array
}

/** Generators that are tried together. */
export interface GeneratorSet {
  readonly generators: readonly Generator[]
  /** Most monomials, with the target and without it. */
  readonly mostColumns: number
  /** The generator that has a fitted number in it, which is best written but once; null where none has. */
  readonly fitted: number | null
}

/** Six inputs up to the fourth degree, four up to the sixth; where roots and functions join, two up to the seventh. */
const PLAIN_COLUMNS = 340
const FURTHER_COLUMNS = 64
/** One generator alone has to do with fewer, or every smooth function looks rational. */
const SINGLE_COLUMNS = 15
const ROOTS = [2, 3]
/** Of more inputs there are too many monomials with roots and functions besides. */
const MAX_INPUTS = 3
/** The powers are monomials anyway. */
const LEFT_OUT: readonly OperatorId[] = ['neg', 'abs', 'sqrt', 'cbrt']

/** The inputs alone, then with a root of one in its place, then with a function of one beside it. */
export function generatorSets(
  names: readonly string[],
  x: readonly Float64Array[],
  operators: ReadonlySet<OperatorId>
): GeneratorSet[] {
  const plain = names.map((name, j): Generator => ({ base: variable(name), power: 1, root: 1, values: x[j]! }))
  const sets: GeneratorSet[] = [
    { generators: plain, mostColumns: plain.length === 1 ? SINGLE_COLUMNS : PLAIN_COLUMNS, fitted: null }
  ]
  if (names.length > MAX_INPUTS) return sets
  const offer = (generators: readonly Generator[]): void => {
    if (generators.every(({ values }) => values.every(Number.isFinite)))
      sets.push({ generators, mostColumns: generators.length === 1 ? SINGLE_COLUMNS : FURTHER_COLUMNS, fitted: null })
  }
  for (const root of operators.has('pow') ? ROOTS : []) {
    plain.forEach((generator, j) => {
      const values = generator.values.map((value) => (value > 0 ? value ** (1 / root) : NaN))
      offer(plain.with(j, { ...generator, root, values }))
    })
  }
  const functions = Object.values(OPERATORS).filter(
    ({ id, arity }) => arity === 1 && operators.has(id) && !LEFT_OUT.includes(id)
  )
  for (const { id, evaluate } of functions) {
    for (const { base, values } of plain)
      offer([
        ...plain,
        { base: apply(id, base), power: 1, root: 1, values: values.map((value) => evaluate(value, NaN)) }
      ])
  }
  return sets
}

/** Exponents of one monomial in the generators. */
export type Exponents = readonly number[]

/** All exponents that add up to a degree. */
export function exponentsOf(generators: number, degree: number): Exponents[] {
  if (degree < 0) return []
  if (generators === 1) return [[degree]]
  return Array.from({ length: degree + 1 }, (_, i) => degree - i).flatMap((first) =>
    exponentsOf(generators - 1, degree - first).map((rest) => [first, ...rest])
  )
}

export function monomialValues(generators: readonly Generator[], exponents: Exponents, n: number): Float64Array {
  const product = new Float64Array(n).fill(1)
  generators.forEach(({ values }, g) => {
    for (let times = 0; times < exponents[g]!; times++)
      for (let i = 0; i < n; i++) product[i] = product[i]! * values[i]!
  })
  return product
}

export function monomialFactors(
  generators: readonly Generator[],
  exponents: Exponents
): { base: Expr; exponent: Const }[] {
  return generators.flatMap(({ base, power, root }, g) =>
    exponents[g] === 0 ? [] : [{ base, exponent: constant(exponents[g]! * power, root) }]
  )
}
