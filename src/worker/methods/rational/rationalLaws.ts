import { constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { Proposals } from '../closedForm/proposals.ts'
import { powerProduct, type Factor } from '../powerProduct.ts'
import type { TargetTransform, TransformId } from '../targetTransform.ts'
import type { TrainingSample } from '../trainingSample.ts'
import { generatorFamilies, likelyNumbers, type GeneratorFamily } from './fittedGenerators.ts'
import { exponentsOf, generatorSets, monomialValues, type Exponents, type GeneratorSet } from './generators.ts'
import type { Polynomial, Quotient } from './polynomial.ts'
import { quotientForms, quotientRoots } from './quotientForms.ts'
import { separablePowers } from './separablePowers.ts'
import { createVanishingSearch, type Outside, type VanishingSum } from './vanishingSum.ts'

export interface RationalSearch {
  readonly sample: TrainingSample
  readonly names: readonly string[]
  readonly operators: ReadonlySet<OperatorId>
  /** Transforms of the target that suit it. */
  readonly transforms: readonly TargetTransform[]
  readonly proposals: Proposals
  readonly shouldStop: () => boolean
  /** Counts the scalar products of a column of `n` rows with so many others. */
  readonly count: (columns: number, n: number) => void
}

/** What of the target is rational. */
interface RationalTarget {
  /** Whether its reciprocal is a target too, so that only the degree in which both are looked at differs. */
  readonly isReciprocal: boolean
  readonly values: Float64Array
  readonly names: readonly string[]
  readonly x: readonly Float64Array[]
  /** Whether it is the square of the target, or of its reciprocal. */
  readonly isSquare: boolean
  /** y from P/Q. */
  readonly invert: (quotient: Expr) => Expr | null
  /** y from the target before its transform. */
  readonly restore: (reduced: Expr) => Expr | null
}

/** One column: a monomial, times the transformed target or not. */
interface Column {
  readonly exponents: Exponents
  readonly hasTarget: boolean
}

const RECIPROCALS: readonly TransformId[] = ['reciprocal', 'inverseSquare']
const SQUARES: readonly TransformId[] = ['square', 'inverseSquare']
/** Rows for each column: a dependence among as many columns as rows says nothing. */
const ROWS_PER_COLUMN = 1.5
const SPARE_ROWS = 20
const MAX_DEGREE = 7
/** Longer quotients are approximations of something else. */
const MAX_PARTS = 10
const FIT_STEPS = 30
/** Columns between two looks at the clock. */
const PER_PIECE = 24

/**
 * T(y) = P(x)/Q(x) with polynomials of the inputs, of their roots, or of functions of them: P − T(y)·Q is linear in all
 * numbers, and the shortest such sum that vanishes on the data is the law. For data that are exact: noise hides it.
 */
export function* rationalLaws(search: RationalSearch): IterableIterator<void> {
  if (!search.operators.has('div')) return
  const targets = targetsOf(search)
  for (const target of targets) {
    const [plain] = generatorSets(target.names, target.x, search.operators)
    yield* quotients(search, target, plain!)
    // of one input many a quotient comes so near a law in another scale that all have to be compared
    if (search.shouldStop() || (search.proposals.isExact() && target.names.length > 1)) return
  }
  for (const target of targets.filter(({ isReciprocal }) => !isReciprocal)) {
    for (const set of generatorSets(target.names, target.x, search.operators).slice(1)) {
      if (search.shouldStop() || search.proposals.isExact()) return
      yield* quotients(search, target, set)
    }
  }
}

/** The same with a function of one input besides that has a number inside: with any number of others that are linear. */
export function* fittedRationalLaws(search: RationalSearch): IterableIterator<void> {
  if (!search.operators.has('div')) return
  for (const target of targetsOf(search).filter(({ isReciprocal }) => !isReciprocal)) {
    for (const family of generatorFamilies(target.names, target.x, search.operators)) {
      yield* fittedQuotients(search, target, family)
      if (search.shouldStop() || search.proposals.isExact()) return
    }
  }
}

/** y and its transforms, first without the powers of inputs that only multiply it. */
function targetsOf({ sample, names, operators, transforms }: RationalSearch): RationalTarget[] {
  const separable = separablePowers(sample)
  const isPart = separable.size > 0 && separable.size < names.length
  const splits = [...(isPart ? [separable] : []), new Map<number, number>()]
  return splits.flatMap((powers) => {
    const rest = names.flatMap((_, j) => (powers.has(j) ? [] : [j]))
    const reduced = sample.y.map((value, i) =>
      [...powers].reduce((left, [j, exponent]) => left / sample.x[j]![i]! ** exponent, value)
    )
    const factors = [...powers].map(([j, exponent]): Factor => ({
      base: variable(names[j]!),
      exponent: constant(2 * exponent, 2)
    }))
    return transforms
      .filter(({ suits }) => suits(reduced))
      .map((transform) => ({
        isReciprocal: RECIPROCALS.includes(transform.id),
        isSquare: SQUARES.includes(transform.id),
        values: reduced.map(transform.evaluate),
        names: rest.map((j) => names[j]!),
        x: rest.map((j) => sample.x[j]!),
        invert: (quotient: Expr) => powerProduct(inverted(transform, quotient, reduced), factors, operators),
        restore: (expression: Expr) => powerProduct(expression, factors, operators)
      }))
  })
}

function inverted(transform: TargetTransform, quotient: Expr, reduced: Float64Array): Expr {
  return transform.invert(quotient, reduced[0]! < 0)
}

/** Offers the quotients of polynomials of these generators that equal the target. */
function* quotients(search: RationalSearch, target: RationalTarget, set: GeneratorSet): IterableIterator<void> {
  const columns = columnsOf(set, target)
  const vanishing = createVanishingSearch()
  let k = 0
  for (const values of columnValues(columns, set, target)) {
    vanishing.add(values)
    const sum = vanishing.sum()
    search.count(k, values.length)
    if (k++ % PER_PIECE === 0) yield
    if (search.shouldStop()) return
    const quotient = sum && quotientOf(sum, columns)
    if (quotient !== null && offerQuotient(search, target, set, quotient)) return
  }
}

/** Offers the forms of a quotient and, where one is exact, of what is left without the parts that it can do without. */
function offerQuotient(search: RationalSearch, target: RationalTarget, set: GeneratorSet, quotient: Quotient): boolean {
  const isAnyExact = (laws: readonly (Expr | null)[]): boolean =>
    laws.map((law) => search.proposals.offer(law, FIT_STEPS)).some((draft) => draft?.isExact === true)
  const isExact = (offered: Quotient): boolean =>
    isAnyExact(quotientForms(offered, set, search.operators).map(target.invert))
  if (!isExact(quotient)) return false
  if (target.isSquare && isAnyExact(rootsOf(quotient, target, set, search.operators))) return true
  let shortest: Quotient | undefined = quotient
  while (shortest !== undefined) shortest = withoutPart(shortest).find(isExact)
  return true
}

function rootsOf(
  { above, below }: Quotient,
  { isReciprocal, restore }: RationalTarget,
  set: GeneratorSet,
  operators: ReadonlySet<OperatorId>
): (Expr | null)[] {
  return quotientRoots(isReciprocal ? { above: below, below: above } : { above, below }, set, operators).map(restore)
}

/** The quotient without one of its parts; a number that all others are relative to stays. */
function withoutPart({ above, below }: Quotient): Quotient[] {
  const shorter = (polynomial: Polynomial): Polynomial[] =>
    polynomial.length < 2 ? [] : polynomial.map((_, k) => polynomial.filter((_part, at) => at !== k))
  return [
    ...shorter(above).map((fewer) => ({ above: fewer, below })),
    ...shorter(below).map((fewer) => ({ above, below: fewer }))
  ]
}

/** The same with the number in one generator found first. */
function* fittedQuotients(
  search: RationalSearch,
  target: RationalTarget,
  family: GeneratorFamily
): IterableIterator<void> {
  const outside = (number: number): readonly Outside[] => {
    const set = family.at(number)
    if (set === null) return []
    const vanishing = createVanishingSearch()
    const columns = columnsOf(set, target)
    const first = columns.findIndex(({ hasTarget }) => hasTarget)
    return [...columnValues(columns, set, target)].flatMap((values, k) => {
      const own = vanishing.add(values)
      search.count(k, values.length)
      return k < first ? [] : [own]
    })
  }
  for (const number of yield* likelyNumbers(family.starts, outside)) {
    const set = family.at(number)
    if (set !== null) yield* quotients(search, target, set)
    if (search.shouldStop() || search.proposals.isExact()) return
  }
}

/** The columns one by one; of more rows than it takes, the first: what vanishes on these by chance, the fit finds out. */
function* columnValues(
  columns: readonly Column[],
  { generators }: GeneratorSet,
  { values: target }: RationalTarget
): IterableIterator<Float64Array> {
  const n = Math.min(target.length, Math.ceil(ROWS_PER_COLUMN * columns.length) + SPARE_ROWS)
  for (const { exponents, hasTarget } of columns) {
    const values = monomialValues(generators, exponents, n)
    if (hasTarget) for (let i = 0; i < n; i++) values[i] = values[i]! * target[i]!
    yield values
  }
}

/** Monomials by degree; times the target they count one more, so that polynomials come first. */
function columnsOf({ generators, mostColumns }: GeneratorSet, { values }: RationalTarget): Column[] {
  const most = Math.min(mostColumns, Math.floor(values.length / ROWS_PER_COLUMN))
  const columns: Column[] = []
  for (let degree = 0; degree <= MAX_DEGREE; degree++) {
    const more = [false, true].flatMap((hasTarget) =>
      exponentsOf(generators.length, hasTarget ? degree - 1 : degree).map((exponents) => ({ exponents, hasTarget }))
    )
    if (columns.length + more.length > most) break
    columns.push(...more)
  }
  return columns
}

/** −P/Q of the sum P + T(y)·Q = 0, a number of Q being 1; null where it is too long or has no target in it. */
function quotientOf({ members, coefficients }: VanishingSum, columns: readonly Column[]): Quotient | null {
  const parts = members.map((c, k) => ({ ...columns[c]!, coefficient: coefficients[k]! }))
  const [first] = parts
    .filter(({ hasTarget }) => hasTarget)
    .sort((a, b) => degreeOf(a) - degreeOf(b) || Math.abs(b.coefficient) - Math.abs(a.coefficient))
  if (first === undefined || parts.length > MAX_PARTS) return null
  const scaled = (hasTarget: boolean, scale: number): Polynomial =>
    parts
      .filter((part) => part.hasTarget === hasTarget)
      .map(({ exponents, coefficient }) => ({ exponents, coefficient: coefficient * scale }))
  const above = scaled(false, -1 / first.coefficient)
  return above.length === 0 ? null : { above, below: scaled(true, 1 / first.coefficient) }
}

function degreeOf({ exponents }: Column): number {
  return exponents.reduce((sum, exponent) => sum + exponent, 0)
}
