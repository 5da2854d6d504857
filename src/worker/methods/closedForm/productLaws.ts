import { apply, constant, param, variable, type Const, type Expr, type Param } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { leastSquares, type LeastSquaresFit } from '../../numeric/leastSquares.ts'
import { dot, takeOut, weighted } from '../../numeric/orthonormalBase.ts'
import { powerProduct, type Factor as Power } from '../powerProduct.ts'
import type { Draft } from '../shortlist.ts'
import { signPattern } from '../signPattern.ts'
import type { TrainingSample } from '../trainingSample.ts'
import type { WrittenFactor } from './factor.ts'
import { createLogDomain, logView, type LogView } from './logDomain.ts'
import { normalSystem } from './exponentsInTurn.ts'
import { likelyExponents, type PricedExponents } from './likelyExponents.ts'
import { rationalNear } from './plainNumber.ts'
import type { ProductTarget } from './productTarget.ts'
import { logMagnitude } from './screeningRows.ts'
import type { Workbench } from './workbench.ts'

/** Root-mean-square residual of log|v| below which exponents are known to all their digits. */
const EXACT = 1e-6
const EXACT_TOLERANCE = 1e-4
/** Tolerances under which exponents are rounded where the fit is not exact; 0 leaves them free. */
const TOLERANCES = [0.26, 0.05, 0]
const NOISY_TOLERANCES = [0.26, 0]

interface Column {
  readonly written: WrittenFactor
  /** log|f|, or T of exp(b·T). */
  readonly log: Float64Array
  readonly values: Float64Array
}

/** Choices of noisy data of which the exponents are priced, and ways to round them that are tried. */
const PRICED = 300
const LIKELY = 3
/** Bits that a unit of price is worth. */
const BITS_PER_PRICE = 3

/** Factors beside the powers of the inputs. */
export interface FactorChoice {
  readonly factors: readonly (WrittenFactor | null)[]
  readonly cost: number
}

/**
 * The `keep` choices that fit best on the whole sample, by description length; of noisy data with that of the exponents,
 * for among very many factors that explain the data as well the right one makes the shortest formula.
 */
export function bestProducts(
  bench: Workbench,
  target: ProductTarget,
  choices: readonly FactorChoice[],
  keep: number
): FactorChoice[] {
  const { base, rootWeights, targets } = createLogDomain(bench, [target], bench.sample)
  const rest = targets[0]?.rest
  if (rest === undefined) return []
  const byFit = choices
    .flatMap((choice) => {
      const columns = columnsOf(bench, choice.factors)
      if (columns === null) return []
      const left = leftOf(rest, base, rootWeights, columns)
      return [{ choice, columns, bits: 0.5 * bench.sample.n * Math.log2(left) + BITS_PER_PRICE * choice.cost }]
    })
    .sort((a, b) => a.bits - b.bits)
  if (bench.noise === null) return byFit.slice(0, keep).map(({ choice }) => choice)
  const view = logView(bench, target, bench.sample)
  return byFit
    .slice(0, PRICED)
    .flatMap(({ choice, columns }) => {
      const best = noisyExponents(bench, target, view, columns)[0]
      return best === undefined ? [] : [{ choice, bits: best.bits + BITS_PER_PRICE * choice.cost }]
    })
    .sort((a, b) => a.bits - b.bits)
    .slice(0, keep)
    .map(({ choice }) => choice)
}

/** Square of what a base and columns leave of a target without its part in the base. */
function leftOf(
  target: Float64Array,
  base: readonly Float64Array[],
  rootWeights: Float64Array,
  columns: readonly Column[]
): number {
  const wider = [...base]
  const rest = target.slice()
  for (const { log } of columns) {
    const own = takeOut(wider, weighted(log, rootWeights))
    if (own === null) continue
    const share = dot(own, rest)
    for (let i = 0; i < rest.length; i++) rest[i] = rest[i]! - share * own[i]!
    wider.push(own)
  }
  return dot(rest, rest)
}

/**
 * Offers v = c · Π x^p · Π f^q for the given factors: exponents by least squares in the logarithm, rounded where they
 * are near simple ones, and the whole fitted again in y.
 * @param steps steps of that fit, where the start values are further off than usual
 */
export function offerProduct(
  bench: Workbench,
  target: ProductTarget,
  factors: readonly (WrittenFactor | null)[],
  steps?: number
): Draft | null {
  const { sample, proposals } = bench
  const columns = columnsOf(bench, factors)
  if (columns === null) return null
  const view = logView(bench, target, sample)
  const fit = fitLog(bench, view, columns)
  if (fit === null) return null
  const isExact = bench.noise === null && Math.sqrt(fit.rss / sample.n) < EXACT
  const v = target.transform(sample)
  let best: Draft | null = null
  for (const powers of exponentChoices(bench, target, view, columns, fit, isExact)) {
    for (const isCleared of [false, true]) {
      if (isCleared && columns.every(({ written }) => written.cleared === null)) continue
      const product = productOf(bench, columns, powers, isCleared)
      const scale = product && scaleOf(bench, product, v)
      if (product === null || scale === null) continue
      const draft = proposals.offer(target.invert(apply('mul', param(scale), product)), steps)
      if (draft !== null && (best === null || draft.bits < best.bits)) best = draft
    }
  }
  return best
}

/** The exponents of the inputs and of the factors, rounded in several ways. */
function exponentChoices(
  bench: Workbench,
  target: ProductTarget,
  view: LogView,
  columns: readonly Column[],
  fit: LeastSquaresFit,
  isExact: boolean
): (readonly (Const | Param)[])[] {
  const fitted = [...fit.coefficients.subarray(1)]
  const rounded = (isExact ? [EXACT_TOLERANCE] : bench.noise === null ? TOLERANCES : NOISY_TOLERANCES).map(
    (tolerance) => fitted.map((value) => exponentOf(value, tolerance))
  )
  if (bench.noise === null) return rounded
  const likely = noisyExponents(bench, target, view, columns).slice(0, LIKELY)
  return [...likely.map(({ exponents }) => exponents), ...rounded]
}

function noisyExponents(
  bench: Workbench,
  target: ProductTarget,
  view: LogView,
  columns: readonly Column[]
): PricedExponents[] {
  const ones = new Float64Array(bench.sample.n).fill(1)
  const system = normalSystem({ ...view, columns: [ones, ...logInputs(bench), ...columns.map(({ log }) => log)] })
  return likelyExponents(
    bench,
    target,
    system,
    columns.map(({ written }) => written)
  )
}

/** Null where a factor cannot be written. */
function columnsOf(bench: Workbench, factors: readonly (WrittenFactor | null)[]): Column[] | null {
  const written = factors.filter((factor) => factor !== null)
  return written.length < factors.length ? null : written.map((factor) => columnOf(bench, factor))
}

function logInputs({ sample, loggable }: Workbench): Float64Array[] {
  return loggable.map((j) => logMagnitude(sample.x[j]!))
}

function fitLog(bench: Workbench, view: LogView, columns: readonly Column[]): LeastSquaresFit | null {
  return leastSquares(
    [new Float64Array(bench.sample.n).fill(1), ...logInputs(bench), ...columns.map(({ log }) => log)],
    view.log,
    view.rootWeights.map((root) => root * root)
  )
}

function columnOf({ sample, names }: Workbench, written: WrittenFactor): Column {
  return { written, ...logColumn(written, names, sample) }
}

/** A factor on some rows, and what it is in the logarithm. */
export function logColumn(
  { expression, isExponent }: WrittenFactor,
  names: readonly string[],
  { x, n }: Pick<TrainingSample, 'x' | 'n'>
): Pick<Column, 'values' | 'log'> {
  const values = new Float64Array(n)
  const program = compile(expression, names)
  evaluator.evaluate(program, x, program.params, values)
  return { values, log: isExponent ? values : logMagnitude(values) }
}

/** The nearest k/2 within a coarse tolerance, k/1 … k/4 within a fine one, else a number to be fitted. */
function exponentOf(value: number, tolerance: number): Const | Param {
  if (tolerance === 0) return param(value)
  const half = Math.round(2 * value)
  if (Math.abs(value - half / 2) <= tolerance) return half % 2 === 0 ? constant(half / 2) : constant(half, 2)
  return rationalNear(value, tolerance) ?? param(value)
}

/** Π x^p · Π f^q without the factor in front; null where operators or signs do not allow it. */
function productOf(
  { loggable, names, sample, operators }: Workbench,
  columns: readonly Column[],
  exponents: readonly (Const | Param)[],
  isCleared: boolean
): Expr | null {
  const powers = loggable.map((_, k) => exponents[k]!)
  const parts: Power[] = []
  for (const [k, { written, values }] of columns.entries()) {
    const exponent = exponents[loggable.length + k]!
    if (isZero(exponent)) continue
    if (written.isExponent) {
      const rate = exponent.kind === 'param' ? exponent : param(exponent.numerator / exponent.denominator)
      parts.push({ base: apply('exp', apply('mul', rate, written.expression)), exponent: constant(1) })
      continue
    }
    const { cleared } = written
    const base = isWhole(exponent) ? identity : signed(values, operators.has('abs'))
    if (base === null) return null
    if (isCleared && cleared !== null) {
      cleared.exponents.forEach((below, input) => {
        const at = loggable.indexOf(input)
        if (below !== 0 && at >= 0) powers[at] = minus(powers[at]!, exponent, below)
      })
      parts.push({ base: base(cleared.expression), exponent })
    } else {
      parts.push({ base: base(written.expression), exponent })
    }
  }
  loggable.forEach((input, k) => {
    const exponent = powers[k]!
    if (isZero(exponent)) return
    const base = isWhole(exponent) ? identity : signed(sample.x[input]!, operators.has('abs'))
    parts.unshift({ base: (base ?? identity)(variable(names[input]!)), exponent })
  })
  return powerProduct(null, parts, operators)
}

const identity = (expression: Expr): Expr => expression

function isWhole(exponent: Const | Param): boolean {
  return exponent.kind === 'const' && exponent.denominator === 1
}

function isZero(exponent: Const | Param): boolean {
  return exponent.kind === 'const' && exponent.numerator === 0
}

/** How a quantity may be written so that a broken power of it exists; null where it cannot. */
function signed(values: Float64Array, hasAbs: boolean): ((expression: Expr) => Expr) | null {
  const signs = signPattern(values)
  if (signs === 'positive') return identity
  if (signs === 'negative') return (expression) => apply('neg', expression)
  return hasAbs ? (expression) => apply('abs', expression) : null
}

/** a − b·times. */
function minus(a: Const | Param, b: Const | Param, times: number): Const | Param {
  if (a.kind === 'const' && b.kind === 'const') {
    const difference = a.numerator / a.denominator - (b.numerator / b.denominator) * times
    return rationalNear(difference, 1e-9, 99) ?? param(difference)
  }
  const value = (exponent: Const | Param) =>
    exponent.kind === 'param' ? exponent.value : exponent.numerator / exponent.denominator
  return param(value(a) - value(b) * times)
}

/** The factor in front by least squares, of relative errors where data are exact; null where a row has no finite value. */
function scaleOf({ sample, names, noise }: Workbench, product: Expr, v: Float64Array): number | null {
  const values = new Float64Array(sample.n)
  const program = compile(product, names)
  evaluator.evaluate(program, sample.x, program.params, values)
  let along = 0
  let square = 0
  for (let i = 0; i < sample.n; i++) {
    const weight = noise === null ? 1 / (v[i]! * v[i]! + 1e-300) : (sample.weights?.[i] ?? 1)
    along += weight * values[i]! * v[i]!
    square += weight * values[i]! * values[i]!
  }
  const scale = along / square
  return Number.isFinite(scale) && scale !== 0 ? scale : null
}
