import { constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import { powerProduct } from '../powerProduct.ts'
import type { TargetTransform } from '../targetTransform.ts'
import { exponentsOf, monomialValues, type Exponents, type GeneratorSet } from './generators.ts'
import type { Polynomial } from './polynomial.ts'
import { fitQuotient, type QuotientData, type QuotientFit, type Support } from './quotientFit.ts'
import { quotientForms, quotientRoots } from './quotientForms.ts'
import type { RationalSearch } from './rationalLaws.ts'

/** T(y) times powers of one input, explained by the others, or by all. */
interface Target {
  readonly transform: TargetTransform
  /** Number and power of the input that is divided by; null for none. */
  readonly divisor: { readonly input: number; readonly power: number } | null
  readonly inputs: readonly number[]
}

/** Degrees of P and Q; all monomials up to them, or of these degrees alone. */
interface Shape {
  readonly above: number
  readonly below: number
  readonly isHomogeneous: boolean
}

/** A target with the monomials of a shape. */
interface Trial {
  readonly target: Target
  readonly shape: Shape
  readonly set: GeneratorSet
  readonly above: readonly Exponents[]
  readonly below: readonly Exponents[]
  /** Sizes that the monomials were divided by, those above first. */
  readonly sizes: readonly number[]
  readonly data: QuotientData
  readonly whole: QuotientFit
  readonly bits: number
}

const MAX_ROWS = 600
/** Rows on which shapes are compared. */
const SCREENING_ROWS = 200
const SCREENING_ROWS_PER_COLUMN = 4
const ROWS_PER_COLUMN = 1.3
/** Rows that each number asks for where something is left. */
const ROWS_PER_NUMBER = 6
const MAX_COLUMNS = 84
const MAX_DEGREE = 3
/** Inputs of which one is divided by. */
const MAX_INPUTS = 7
const DIVISOR_POWERS = [1, -1, 2]
const TRANSFORMS = ['identity', 'square']
/** Fits with renewed weights before the first monomial goes. */
const SETTLING = 3
/** Trials whose monomials are thinned out, and supports of each that become formulas. */
const THINNED = 6
const OFFERED = 4
/** While there are more columns than this, several go at once. */
const SINGLY = 24
const AT_ONCE = 0.15
/** Bits that a monomial takes to name besides its number. */
const BITS_PER_MONOMIAL = 5
const FIT_STEPS = 30
/** Of the products of a fit, which are made of columns that are at hand, one in so many is counted. */
const COUNTED = 6

/**
 * T(y) = P(x)/Q(x) with polynomials of few terms, with noise or without it: all monomials of a shape are fitted, and those
 * that the fit can do without go one by one. Shapes of few monomials.
 */
export function smallQuotients(search: RationalSearch): IterableIterator<void> {
  return quotientsOfShapes(search, (columns) => columns <= SINGLY)
}

/** The same for shapes of more monomials. */
export function largeQuotients(search: RationalSearch): IterableIterator<void> {
  return quotientsOfShapes(search, (columns) => columns > SINGLY)
}

function* quotientsOfShapes(search: RationalSearch, suits: (columns: number) => boolean): IterableIterator<void> {
  if (!search.operators.has('div') || search.names.length > MAX_INPUTS) return
  const trials: Trial[] = []
  for (const target of targetsOf(search)) {
    for (const shape of shapesOf(target.inputs.length, search.sample.n, suits)) {
      const trial = createTrial(search, target, shape, SCREENING_ROWS)
      if (search.shouldStop()) return
      if (trial !== null) trials.push(trial)
      if (trial?.whole.isExact === true) yield* thinOut(search, trial)
      if (search.shouldStop() || search.proposals.isExact()) return
      yield
    }
  }
  for (const { target, shape } of trials.sort((a, b) => a.bits - b.bits).slice(0, THINNED)) {
    const trial = createTrial(search, target, shape, MAX_ROWS)
    if (trial !== null) yield* thinOut(search, trial)
    if (search.shouldStop() || search.proposals.isExact()) return
  }
}

function targetsOf({ sample, names, transforms }: RationalSearch): Target[] {
  const inputs = names.map((_, j) => j)
  return transforms.flatMap((transform) => {
    if (!TRANSFORMS.includes(transform.id)) return []
    const divided = inputs.flatMap((input) =>
      DIVISOR_POWERS.filter((power) => power > 0 || sample.x[input]!.every((value) => value !== 0)).map((power) => ({
        transform,
        divisor: { input, power },
        inputs: inputs.filter((j) => j !== input)
      }))
    )
    const whole = { transform, divisor: null, inputs }
    return inputs.length > 2 ? [whole, ...divided] : [whole]
  })
}

function shapesOf(inputs: number, n: number, suits: (columns: number) => boolean): Shape[] {
  const most = Math.min(MAX_COLUMNS, n / ROWS_PER_COLUMN)
  const degrees = Array.from({ length: MAX_DEGREE + 1 }, (_, degree) => degree)
  return [false, true]
    .flatMap((isHomogeneous) =>
      degrees.slice(1).flatMap((below) => degrees.map((above) => ({ above, below, isHomogeneous })))
    )
    .filter(({ above, below, isHomogeneous }) => {
      const columns = [above, below].reduce((sum, degree) => sum + monomialsOf(inputs, degree, isHomogeneous).length, 0)
      return columns > 2 && columns <= most && suits(columns)
    })
}

function monomialsOf(inputs: number, degree: number, isHomogeneous: boolean): Exponents[] {
  if (isHomogeneous) return exponentsOf(inputs, degree)
  return Array.from({ length: degree + 1 }, (_, of) => exponentsOf(inputs, of)).flat()
}

/** Fits all monomials of a shape; null where that fails. */
function createTrial(search: RationalSearch, target: Target, shape: Shape, mostRows: number): Trial | null {
  const { sample, names } = search
  const generators = target.inputs.map((j) => ({ base: variable(names[j]!), power: 1, root: 1, values: sample.x[j]! }))
  const set: GeneratorSet = { generators, mostColumns: MAX_COLUMNS, fitted: null }
  const above = monomialsOf(generators.length, shape.above, shape.isHomogeneous)
  const below = monomialsOf(generators.length, shape.below, shape.isHomogeneous)
  const n = Math.min(sample.n, Math.max(mostRows, SCREENING_ROWS_PER_COLUMN * (above.length + below.length)))
  const sizes: number[] = []
  const columns = [...above, ...below].map((exponents) => {
    const values = monomialValues(generators, exponents, n)
    const size = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / n)
    sizes.push(size)
    return values.map((value) => value / size)
  })
  if (!columns.every((column) => column.every(Number.isFinite))) return null
  const { y, variance } = targetValues(search, target, n)
  const data: QuotientData = {
    n,
    above: columns.slice(0, above.length),
    below: columns.slice(above.length),
    y,
    variance
  }
  const support = columns.map((_, c) => c)
  let whole: QuotientFit | null = null
  for (let round = 0; round < SETTLING; round++) {
    whole = fitQuotient(data, support, whole?.denominator ?? null, search.shouldStop)
    search.count(support.length ** 2 / COUNTED, n)
    if (whole === null) return null
  }
  return whole && { target, shape, set, above, below, sizes, data, whole, bits: bitsOf(whole, data) }
}

function targetValues(
  { sample }: RationalSearch,
  { transform, divisor }: Target,
  n: number
): { readonly y: Float64Array; readonly variance: Float64Array } {
  const y = new Float64Array(n)
  const variance = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const factor = divisor === null ? 1 : sample.x[divisor.input]![i]! ** divisor.power
    y[i] = transform.evaluate(sample.y[i]!) / factor
    variance[i] = (transform.derivative(sample.y[i]!) / factor) ** 2 / (sample.weights?.[i] ?? 1)
    // where T is flat, or the divisor is 0, the row says nothing
    if (!Number.isFinite(y[i]) || !Number.isFinite(variance[i]) || variance[i] === 0) {
      y[i] = 0
      variance[i] = Infinity
    }
  }
  return { y, variance }
}

/** What is left and the numbers, in bits a row: shapes are compared on different numbers of rows. */
function bitsOf({ left, coefficients }: QuotientFit, { n }: QuotientData): number {
  return Math.log2(left) / 2 + (coefficients.length * (Math.log2(n) / 2 + BITS_PER_MONOMIAL)) / n
}

/** Takes out the monomials that are missed least, and offers the best supports on the way. */
function* thinOut(search: RationalSearch, trial: Trial): IterableIterator<void> {
  const { data, whole } = trial
  const path: { readonly support: Support; readonly fit: QuotientFit; readonly bits: number }[] = []
  let support: Support = [...data.above, ...data.below].map((_, c) => c)
  let fit: QuotientFit | null = whole
  while (fit !== null) {
    path.push({ support, fit, bits: bitsOf(fit, data) })
    const order = support.map((_, k) => k).sort((a, b) => fit!.losses[a]! - fit!.losses[b]!)
    const gone = new Set(order.slice(0, support.length > SINGLY ? Math.floor(AT_ONCE * support.length) : 1))
    if ([...gone].some((k) => fit!.losses[k] === Infinity)) break
    support = support.filter((_, k) => !gone.has(k))
    if (!support.some((c) => c < data.above.length) || support.length < 2) break
    fit = fitQuotient(data, support, fit.denominator, search.shouldStop)
    search.count(support.length ** 2 / COUNTED, data.n)
    yield
    if (search.shouldStop()) return
  }
  path.sort((a, b) => a.bits - b.bits)
  const paid = path.filter(
    ({ support: { length }, fit: { isExact } }) => isExact || length <= 1 + data.n / ROWS_PER_NUMBER
  )
  for (const step of paid.slice(0, OFFERED)) {
    offer(search, trial, step.support, step.fit)
    yield
    if (search.shouldStop()) return
  }
}

function offer(
  { operators, names, proposals, sample }: RationalSearch,
  trial: Trial,
  support: Support,
  { coefficients }: QuotientFit
): void {
  const { target, set, above, below, sizes } = trial
  const exponents = [...above, ...below]
  const largest = support.reduce((best, c, k) => (c >= above.length && Math.abs(coefficients[k]!) > Math.abs(coefficients[best]!) ? k : best), support.findIndex((c) => c >= above.length)) // prettier-ignore
  const scale = coefficients[largest]! / sizes[support[largest]!]!
  const polynomial = (isAbove: boolean): Polynomial =>
    support.flatMap((c, k) =>
      c < above.length === isAbove
        ? [{ exponents: exponents[c]!, coefficient: k === largest ? 1 : coefficients[k]! / sizes[c]! / scale }]
        : []
    )
  const quotient = { above: polynomial(true), below: polynomial(false) }
  const factors =
    target.divisor === null
      ? []
      : [{ base: variable(names[target.divisor.input]!), exponent: constant(target.divisor.power) }]
  const whole = (form: Expr | null): Expr | null =>
    form && target.transform.invert(powerProduct(form, factors, operators) ?? form, sample.y[0]! < 0)
  for (const form of quotientForms(quotient, set, operators)) proposals.offer(whole(form), FIT_STEPS)
  if (target.transform.id !== 'square' || factors.length > 0) return
  for (const root of quotientRoots(quotient, set, operators)) proposals.offer(root, FIT_STEPS)
}
