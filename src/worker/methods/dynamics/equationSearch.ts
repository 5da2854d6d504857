import { apply, constant, constValue, param, type Expr } from '../../../shared/domain/expr.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { bestSubsets } from '../../numeric/bestSubsets.ts'
import { backwardElimination } from './backwardElimination.ts'
import { gramOf } from '../../numeric/gram.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import { structureBits } from '../../scoring/descriptionLength.ts'
import type { Library } from './library.ts'
import { dividedSums } from './dividedSums.ts'
import { sparseSupports, type Optimiser } from './sparseSupports.ts'
import { weakFit } from './weakFit.ts'
import { gridValues, type WeakSystem } from './weakForm.ts'

/** A right-hand side of one state with fitted numbers. */
export interface EquationCandidate {
  readonly formula: Expr
  readonly library: Library
  /** Terms of the library that it uses; of a ratio the terms and then the denominators, counted on. */
  readonly columns: readonly number[]
  readonly meanSquare: number
  /** Description length of formula and weak residuals; lower is better. */
  readonly bits: number
}

export interface EquationSearch {
  readonly optimiser: Optimiser
  readonly maxTerms: number
  readonly shouldStop: () => boolean
}

/** Subsets of each size that are fitted and priced. */
const KEPT = 12
const PRICED = 4
/** Ratios that are fitted without the shortcut of a linear fit. */
const RATIOS_FITTED = 24
/** Where N/(1 + D) has a pole among the data, or nearly so, it is no equation of motion. */
const LEAST_DENOMINATOR = 0.02

/** The best right-hand sides of state k that the library has, best first. `noiseVariance`: of one weak residual. */
export function searchEquation(
  weak: WeakSystem,
  k: number,
  library: Library,
  noiseVariance: number,
  search: EquationSearch
): EquationCandidate[] {
  const { shouldStop } = search
  const columns = projectedColumns(weak, k, library)
  const usable = columns.flatMap((column, c) => (column === null ? [] : [c]))
  if (usable.length === 0) return []
  const left = weak.left[k]!
  const design = usable.map((c) => columns[c]!)
  const firstBelow = usable.findIndex((c) => c >= library.terms.length)
  const supports = supportsOf(design, left, firstBelow < 0 ? usable.length : firstBelow, search)
  const fits = supports.flatMap((support): EquationCandidate[] => {
    const chosen = support.map((c) => usable[c]!)
    const isRatio = chosen.some((c) => c >= library.terms.length)
    // a ratio without a denominator, or without anything above it, is another library's affair
    if (library.denominators.length > 0 && (!isRatio || chosen.every((c) => c >= library.terms.length))) return []
    const parts = support.map((c) => design[c]!)
    const fit = leastSquares(parts, left)
    if (fit === null || fit.rank < support.length) return []
    const formula = formulaOf(library, chosen, fit.coefficients)
    // the linear fit of a ratio multiplies its residuals by the denominator: what the ratio itself leaves decides
    const meanSquare = isRatio ? weakFit(weak, k, formula, 0)?.meanSquare : fit.rss / weak.rows
    if (meanSquare === undefined) return []
    const bits = weakBits(weak, formula, support.length, meanSquare, noiseVariance)
    return [{ formula, library, columns: chosen, meanSquare, bits }]
  })
  const best = fits.sort((a, b) => a.bits - b.bits)
  if (library.denominators.length === 0) return best.map((fit) => ({ ...fit, formula: simplify(fit.formula) }))
  return best
    .slice(0, RATIOS_FITTED)
    .flatMap((fit): EquationCandidate[] => {
      const fitted = shouldStop() ? null : fitRatio(weak, k, fit.formula)
      if (fitted === null) return []
      const formula = simplify(fitted.formula)
      const bits = weakBits(weak, formula, fit.columns.length, fitted.meanSquare, noiseVariance)
      return [{ ...fit, formula, meanSquare: fitted.meanSquare, bits }]
    })
    .sort((a, b) => a.bits - b.bits)
}

/** Supports to be priced; columns from `firstBelow` on belong to the denominator. */
function supportsOf(
  design: readonly Float64Array[],
  left: Float64Array,
  firstBelow: number,
  search: EquationSearch
): (readonly number[])[] {
  const { optimiser, maxTerms, shouldStop } = search
  if (optimiser !== 'bestSubset') return sparseSupports(design, left, optimiser)
  const gram = gramOf(design, left, null, false)
  if (gram === null) return []
  const maxSize = Math.min(maxTerms, design.length)
  const grown = bestSubsets(gram, { maxSize, keep: KEPT, shouldStop }).flatMap((subsets) => subsets.slice(0, PRICED))
  const supports = [
    ...grown.map(({ columns }) => columns),
    ...backwardElimination(gram, maxSize, shouldStop),
    ...dividedSums(gram, firstBelow, { maxSize, keep: KEPT, shouldStop })
  ]
  return [...new Map(supports.map((support) => [support.join(), support])).values()]
}

/** ∫φ term dt of each term, and −∫φ x' D dt of each denominator; null where it is not finite or nothing. */
export function projectedColumns(weak: WeakSystem, k: number, library: Library): (Float64Array | null)[] {
  const rate = weak.derivatives[k]!
  const project = (values: Float64Array) => (values.every(Number.isFinite) ? weak.project(values) : null)
  const terms = library.terms.map((term) => project(termValues(weak, term)))
  const below = library.denominators.map((term) => project(termValues(weak, term).map((value, i) => -value * rate[i]!)))
  return [...terms, ...below]
}

function termValues(weak: WeakSystem, term: Expr): Float64Array {
  if (term.kind === 'const') return new Float64Array(weak.columns[0]!.length).fill(constValue(term))
  return gridValues(weak, term)
}

/** Bits of a right-hand side and of what it leaves; residuals below the noise carry no information. */
export function weakBits(
  weak: WeakSystem,
  formula: Expr,
  numbers: number,
  meanSquare: number,
  noiseVariance: number
): number {
  const n = weak.independent
  return (
    0.5 * n * Math.log2(meanSquare + noiseVariance) +
    structureBits(formula, weak.names.length) +
    numbers * (0.5 * Math.log2(n) + 1)
  )
}

/** Σ p T, or Σ p T / (1 + Σ q D). */
export function formulaOf(library: Library, columns: readonly number[], coefficients: ArrayLike<number>): Expr {
  const above: Expr[] = []
  const below: Expr[] = []
  columns.forEach((c, i) => {
    const term = library.terms[c]
    const value = param(coefficients[i]!)
    if (term !== undefined) above.push(weighted(value, term))
    else below.push(weighted(value, library.denominators[c - library.terms.length]!))
  })
  const numerator = sum(above) ?? constant(0)
  const rest = sum(below)
  return rest === null ? numerator : apply('div', numerator, apply('add', constant(1), rest))
}

function weighted(value: Expr, term: Expr): Expr {
  if (term.kind === 'const') return value
  if (term.kind === 'apply' && term.operator === 'div' && term.args[0]?.kind === 'const')
    return apply('div', value, term.args[1]!)
  return apply('mul', value, term)
}

function sum(terms: readonly Expr[]): Expr | null {
  return terms.length === 0 ? null : terms.reduce((total, term) => apply('add', total, term))
}

/** A ratio fitted to the weak form itself; null where it has a pole among the data. */
function fitRatio(weak: WeakSystem, k: number, formula: Expr): ReturnType<typeof weakFit> {
  const fitted = weakFit(weak, k, formula)
  if (fitted === null || fitted.formula.kind !== 'apply') return null
  const denominator = gridValues(weak, fitted.formula.args[1]!)
  const largest = denominator.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const isSafe =
    denominator.every((value) => value > LEAST_DENOMINATOR * largest) ||
    denominator.every((value) => value < -LEAST_DENOMINATOR * largest)
  return isSafe ? fitted : null
}
