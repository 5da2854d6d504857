import { apply, param, type Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { bestSubsets, type SubsetOptions } from '../../numeric/bestSubsets.ts'
import { gramOf } from '../../numeric/gram.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import type { Draft } from '../shortlist.ts'
import { completeSquares } from './completeSquares.ts'
import { sumRootWeights, type SumTarget } from './sumTarget.ts'
import type { Term } from './sumTerm.ts'
import type { Workbench } from './workbench.ts'

/** A term of a fitted sum. */
export interface WeightedTerm {
  readonly term: Term
  readonly coefficient: number
  /** Inputs multiplied, where the term is one of a quadratic basis. */
  readonly inputs: readonly number[] | null
}

/** Squared share of the target that is left by an exact fit, and that a term gives which is not there. */
const EXACT = 1e-18
const ABSENT = 1e-15
/** Coefficients that agree this closely are equal, and those that noise may keep apart. */
const EQUAL = 1e-8
const NEARLY_EQUAL = 0.15

/** A term with the inputs that it multiplies, where it is one of a quadratic basis. */
export type ChoosableTerm = Pick<WeightedTerm, 'term' | 'inputs'>

/**
 * Offers the best sums of one term, two terms, … of a pool, for noisy data: by the Gram matrix of all rows, which costs
 * little.
 */
export function offerBestSums(
  bench: Workbench,
  target: SumTarget,
  pool: readonly ChoosableTerm[],
  limits: Pick<SubsetOptions, 'maxSize' | 'keep'>
): void {
  const { sample } = bench
  const usable = pool.flatMap((term) => {
    const column = valuesOf(bench, term.term(null))
    return column === null ? [] : [{ term, column }]
  })
  const gram = gramOf(
    usable.map(({ column }) => column),
    target.values(sample.x, sample.y),
    sumRootWeights(bench, target, sample).map((root) => root * root),
    false
  )
  if (gram === null) return
  const shouldStop = () => bench.shouldStop()
  for (const { columns } of bestSubsets(gram, { ...limits, shouldStop }).flat()) {
    if (shouldStop()) return
    offerSum(
      bench,
      target,
      columns.map((k) => usable[k]!.term)
    )
  }
}

/**
 * Offers T(y/S) = Σ b_k g_k with coefficients by least squares. An exact sum loses the terms that give nothing, and is
 * also offered with completed squares and the common coefficient in front; so is a noisy one, as far as noise allows it.
 */
export function offerSum(bench: Workbench, target: SumTarget, terms: readonly ChoosableTerm[]): Draft | null {
  const { sample, proposals } = bench
  const values = target.values(sample.x, sample.y)
  const columns = terms.map(({ term }) => valuesOf(bench, term(null))).filter((column) => column !== null)
  if (columns.length < terms.length) return null
  let chosen = terms.map((_, k) => k)
  const weights = sumRootWeights(bench, target, sample).map((root) => root * root)
  let fit = leastSquares(columns, values, weights)
  if (fit === null) return null
  const total = squareOf(values)
  const isExact = bench.noise === null && fit.rss < EXACT * total
  if (isExact) {
    const kept = chosen.filter((k) => squareOf(columns[k]!) * fit!.coefficients[k]! ** 2 > ABSENT * total)
    if (kept.length < chosen.length) {
      chosen = kept
      fit = leastSquares(
        kept.map((k) => columns[k]!),
        values,
        weights
      )
      if (fit === null) return null
    }
  }
  const found = chosen.map((k, i) => ({ ...terms[k]!, coefficient: fit.coefficients[i]! }))
  const plain = proposals.offer(invert(target, sumOf(found)))
  if (found.length < 2 || (!isExact && bench.noise === null)) return plain
  const tolerance = isExact ? EQUAL : NEARLY_EQUAL
  const tidy = proposals.offer(invert(target, commonFactor(completeSquares(found, bench, tolerance), tolerance)))
  return tidy !== null && (plain === null || tidy.bits < plain.bits) ? tidy : plain
}

function invert(target: SumTarget, sum: Expr | null): Expr | null {
  return sum && target.invert(sum)
}

function valuesOf({ sample, names }: Workbench, expression: Expr | null): Float64Array | null {
  if (expression === null) return null
  const values = new Float64Array(sample.n)
  const program = compile(expression, names)
  evaluator.evaluate(program, sample.x, program.params, values)
  return values.every(Number.isFinite) ? values : null
}

function squareOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}

function sumOf(terms: readonly WeightedTerm[]): Expr | null {
  let sum: Expr | null = null
  for (const { term, coefficient } of terms) {
    const isSubtracted: boolean = sum !== null && coefficient < 0
    const written = term(param(isSubtracted ? -coefficient : coefficient))
    if (written === null) return null
    sum = sum === null ? written : apply(isSubtracted ? 'sub' : 'add', sum, written)
  }
  return sum
}

/** c · (g₁ ± g₂ ± r·g₃ …), coefficients equal to the first written as a sign. */
function commonFactor(terms: readonly WeightedTerm[], tolerance: number): Expr | null {
  const first = terms.find(({ coefficient }) => coefficient > 0) ?? terms[0]
  if (first === undefined) return null
  const ordered = [first, ...terms.filter((other) => other !== first)]
  let sum: Expr | null = null
  for (const { term, coefficient } of ordered) {
    const ratio = coefficient / first.coefficient
    const isSubtracted: boolean = ratio < 0
    const size = Math.abs(ratio)
    const written = term(Math.abs(size - 1) < tolerance ? null : param(size))
    if (written === null) return null
    sum = sum === null ? written : apply(isSubtracted ? 'sub' : 'add', sum, written)
  }
  return sum && apply('mul', param(first.coefficient), sum)
}
