import { constant, param, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { usableTransforms } from '../targetTransform.ts'
import { transformedTargets } from '../transformedTarget.ts'
import type { Bench } from './bench.ts'
import { findLinks } from './findLinks.ts'
import { FURTHER_SCALES } from './furtherScales.ts'
import { INTERCEPT, productFormula, sumFormula, type Term } from './term.ts'

/** T(y) to be explained by a sum of terms, or log|y| by logarithms of factors. */
export interface View {
  readonly id: string
  readonly target: Float64Array
  readonly weights: Float64Array | null
  /** Whether terms are logarithms of factors. */
  readonly isProduct: boolean
  /** Whether it is of y itself or of log|y|, as most laws are. */
  readonly isLikely: boolean
  /** Terms that every model begins with. */
  readonly base: readonly Term[]
  /** The formulas for y that a model of T(y) may be written as; empty where the operators do not suffice. */
  readonly formulas: (terms: readonly Term[]) => readonly Expr[]
}

/** An exponent this near a half is tried as one. */
const NEAR_HALF = 0.1

/**
 * The ways to look at the target, the likeliest first: scales that the data ask for, y and log|y|, then the others; with the inputs
 * themselves among the terms from the start, and without, for a term is seen the better the less of the rest is unknown.
 */
export function viewsOf(bench: Bench, which: 'target' | 'all'): View[] {
  const { sample, operators } = bench
  const views: View[] = which === 'all' ? linkedViews(bench) : []
  for (const transform of usableTransforms(sample.y, operators)) {
    if (which === 'target' && transform.id !== 'identity') continue
    const [first, relative = first] = transformedTargets(sample, transform)
    if (first === undefined || relative === undefined) continue
    if (transform.id === 'log') {
      if (operators.has('mul')) views.push(...productViews(bench, relative.values, relative.weights, first.isNegative))
      continue
    }
    const sum = (id: string, base: readonly Term[]): View => ({
      id: `${transform.label} ${id}`,
      target: first.values,
      weights: first.weights,
      isProduct: false,
      isLikely: transform.id === 'identity',
      base,
      formulas: (terms) => sumFormulas(terms, (sum) => transform.invert(sum, first.isNegative), operators)
    })
    views.push(sum('alone', [INTERCEPT]))
    if (transform.id === 'identity') views.push(sum('with inputs', [INTERCEPT, ...inputTerms(bench)]))
  }
  if (which === 'all') views.push(...furtherViews(bench))
  return views
    .filter(({ target }) => target.every(Number.isFinite))
    .sort((a, b) => Number(b.isLikely) - Number(a.isLikely))
}

function productViews(bench: Bench, target: Float64Array, weights: Float64Array | null, isNegative: boolean): View[] {
  const { names, operators, sample, inputs } = bench
  const loggable = inputs.filter((j) => sample.x[j]!.every((value) => value !== 0))
  const powers = loggable.map((j): Term => ({
    ...INTERCEPT,
    factors: () => [{ base: variable(names[j]!), exponent: constant(1) }],
    isLogarithm: true
  }))
  const view = (id: string, base: readonly Term[]): View => ({
    id,
    target,
    weights,
    isProduct: true,
    isLikely: true,
    base,
    formulas: (terms) => productFormulas(terms, isNegative, operators)
  })
  const exponents = operators.has('exp')
    ? [view('log y with inputs', [INTERCEPT, ...powers, ...inputTerms(bench)])]
    : []
  return [view('log y', [INTERCEPT, ...powers]), ...exponents]
}

function inputTerms({ inputs, names }: Bench): Term[] {
  return inputs.map((j) => ({
    ...INTERCEPT,
    factors: () => [{ base: variable(names[j]!), exponent: constant(1) }]
  }))
}

/** Scales of the target that are rarer than those that all methods look at. */
function furtherViews({ sample, operators }: Bench): View[] {
  const { y, weights } = sample
  return FURTHER_SCALES.filter(({ suits, needs }) => suits(y) && needs.every((id) => operators.has(id))).map(
    ({ label, evaluate, derivative, invert }): View => ({
      id: label,
      target: y.map(evaluate),
      weights: y.map((value, i) => (weights?.[i] ?? 1) / derivative(value) ** 2),
      isProduct: false,
      isLikely: false,
      base: [INTERCEPT],
      formulas: (terms) => sumFormulas(terms, (sum) => invert(sum, false), operators)
    })
  )
}

/** Scales with a number in them that the data ask for. */
function linkedViews(bench: Bench): View[] {
  return findLinks(bench).flatMap(({ id, target, weights, invert }) => {
    const view = (base: readonly Term[]): View => ({
      id,
      target,
      weights,
      isProduct: false,
      isLikely: true,
      base,
      formulas: (terms) => sumFormulas(terms, invert, bench.operators)
    })
    return [view([INTERCEPT]), view([INTERCEPT, ...inputTerms(bench)])]
  })
}

function sumFormulas(terms: readonly Term[], invert: (sum: Expr) => Expr, operators: ReadonlySet<OperatorId>): Expr[] {
  const sum = sumFormula(terms, operators)
  return sum === null ? [] : [invert(sum)]
}

/** The product with exponents near a half rounded, and with free ones. */
function productFormulas(terms: readonly Term[], isNegative: boolean, operators: ReadonlySet<OperatorId>): Expr[] {
  const rounded = (exponent: number) => {
    const twice = Math.round(2 * exponent)
    if (twice === 0 || Math.abs(exponent - twice / 2) > NEAR_HALF) return param(exponent)
    return twice % 2 === 0 ? constant(twice / 2) : constant(twice, 2)
  }
  return [rounded, param].flatMap((round) => {
    const product = productFormula(terms, operators, round)
    return product === null ? [] : [isNegative ? negative(product) : product]
  })
}

function negative(product: Expr): Expr {
  return { kind: 'apply', operator: 'neg', args: [product] }
}
