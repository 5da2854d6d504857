import { evaluator } from '../../kernel/evaluator.ts'
import { compile, type Program } from '../../kernel/program.ts'
import { leastSquares, standardErrorsOf } from '../../numeric/leastSquares.ts'
import { fitParams } from '../../numeric/levenbergMarquardt.ts'
import { weightedMean } from '../../numeric/statistics.ts'
import type { Bench } from './bench.ts'
import { allNumbers, modelFormula, withNumbers, type Term } from './term.ts'
import type { View } from './view.ts'

/** A fitted sum of terms. */
export interface Model {
  readonly view: View
  readonly terms: readonly Term[]
  readonly program: Program
  readonly params: Float64Array
  /** Which number of the terms each parameter is. */
  readonly slots: readonly number[]
  /** Weighted residual sum of squares in T(y), relative to that about the mean. */
  readonly left: number
}

const FIT_STEPS = 40
/** Coefficients whose size is below so many standard errors are left out. */
const SIGNIFICANT = 4
/** A long term costs more bits than its coefficient alone: those with numbers inside have to be the surer. */
const SIGNIFICANT_WITH_NUMBERS = 5
/** Relative residual at which every term is left that is more than rounding. */
const EXACT = 1e-20

/** Fits all numbers of the terms by Levenberg–Marquardt, from the numbers that they have; null where that fails. */
export function fitModel(bench: Bench, view: View, terms: readonly Term[], steps = FIT_STEPS): Model | null {
  const { sample, names } = bench
  const { formula, slots } = modelFormula(terms)
  const program = compile(formula, names)
  if (program.paramCount >= sample.n) return null
  const start = linearStart(bench, view, terms)
  const values = allNumbers(start ?? terms)
  const fit = fitParams(
    program,
    sample.x,
    view.target,
    view.weights,
    slots.map((slot) => values[slot]!),
    { maxIterations: terms.some(({ numbers }) => numbers.length > 0) ? steps : 3, tolerance: 1e-14 }
  )
  if (fit.kind === 'failed' || !fit.params.every(Number.isFinite)) return null
  bench.count(2 * fit.iterations, 2 * fit.iterations * program.nodes * sample.n)
  slots.forEach((slot, k) => (values[slot] = fit.params[k]!))
  const left = fit.rss / spreadOf(view)
  return { view, terms: withNumbers(terms, values), program, params: fit.params, slots, left }
}

/** The terms with the coefficients of least squares, their numbers inside standing; null where a value is not finite. */
function linearStart({ sample, names }: Bench, view: View, terms: readonly Term[]): Term[] | null {
  const columns = terms.map((term) => {
    const { formula } = modelFormula([{ ...term, coefficient: 1 }])
    const program = compile(formula, names)
    const out = new Float64Array(sample.n)
    const { slots } = modelFormula([term])
    const values = [1, ...term.numbers]
    evaluator.evaluate(
      program,
      sample.x,
      slots.map((slot) => values[slot]!),
      out
    )
    return out
  })
  const fit = leastSquares(columns, view.target, view.weights)
  return fit && terms.map((term, k) => ({ ...term, coefficient: fit.coefficients[k]! }))
}

/** The model without the terms that chance would give as well, fitted again after each that goes. */
export function pruneModel(bench: Bench, model: Model): Model {
  let current = model
  for (;;) {
    const weakest = weakestTerm(bench, current)
    if (weakest === null) return current
    const terms = current.terms.filter((_, k) => k !== weakest)
    const next = terms.length === 0 ? null : fitModel(bench, current.view, terms)
    if (next === null || (model.left < EXACT && next.left > EXACT)) return current
    current = next
  }
}

/** The term that is least sure of those that are not; null where all are. */
function weakestTerm({ sample }: Bench, { view, terms, program, params, slots }: Model): number | null {
  const { values, jacobian } = linearize(program, sample.x, params, sample.n)
  const residual = view.target.map((value, i) => value - values[i]!)
  const errors = standardErrorsOf(jacobian, residual, view.weights)
  if (errors === null) return null
  const all = allNumbers(terms)
  let first = 0
  let weakest: number | null = null
  let least = 1
  terms.forEach((term, k) => {
    const place = slots.indexOf(first)
    const strength = Math.abs(all[first]!) / errors[place]!
    const share = strength / (term.numbers.length > 0 ? SIGNIFICANT_WITH_NUMBERS : SIGNIFICANT)
    if (share < least) {
      least = share
      weakest = k
    }
    first += 1 + term.numbers.length
  })
  return weakest
}

/** Values and derivatives by each parameter on some rows. */
export function linearize(
  program: Program,
  x: readonly Float64Array[],
  params: Float64Array,
  n: number
): { readonly values: Float64Array; readonly jacobian: readonly Float64Array[] } {
  const values = new Float64Array(n)
  const flat = new Float64Array(n * program.paramCount)
  evaluator.evaluateWithJacobian(program, x, params, values, flat)
  const jacobian = Array.from({ length: program.paramCount }, (_, k) => flat.subarray(k * n, (k + 1) * n))
  return { values, jacobian }
}

function spreadOf({ target, weights }: View): number {
  const mean = weightedMean(target, weights)
  return target.reduce((sum, value, i) => sum + (weights?.[i] ?? 1) * (value - mean) ** 2, 0) || 1
}
