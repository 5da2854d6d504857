import { param } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { weightedMean } from '../../numeric/statistics.ts'
import type { Factor } from '../powerProduct.ts'
import { exponentForms } from './exponentForms.ts'
import { exponentialFactor, productFormula, signedProduct } from './logFormula.ts'
import { logLinearLadder, type LogTerm } from './logLinear.ts'
import { logView, workingView, type LogView, type NoiseModel } from './logView.ts'
import { wholePowers, type WholePowers } from './wholePowers.ts'
import { loggableInputs, type Workbench } from './workbench.ts'

const KEPT_PER_SIZE = 2
/** Exponentials beside powers: more than this is never a law. */
const MAX_MIXED_TERMS = 3
/** Fits of log|y| that leave more than this of its variance follow nothing. */
const MOST_LEFT = 0.98
const NOISE_MODELS: readonly NoiseModel[] = ['multiplicative', 'additive']

/** Offers y = c · Π x^p and y = c · Π x^p · exp(Σ k x), with the ladder of fewer inputs down to a constant. */
export function offerProductLaws(bench: Workbench): void {
  const { sample, shortlist, shouldStop } = bench
  shortlist.offer(param(weightedMean(sample.y, sample.weights)))
  for (const whole of wholePowers(bench)) {
    if (shouldStop()) return
    offerConstantMultiple(bench, whole)
    const v = sample.y.map((y, i) => (whole.values[i] === 0 ? NaN : y / whole.values[i]!))
    const derivative = whole.values.map((value) => 1 / value)
    for (const noise of NOISE_MODELS) {
      const view = logView(v, derivative, sample.weights, noise)
      if (view !== null) offerLadder(bench, view, whole.factors)
    }
  }
}

/** Repeats the search with weights from the best law so far, which noise has not bent. */
export function offerWorkingLaws(bench: Workbench): void {
  const { sample, inputs, shortlist } = bench
  const best = shortlist.best()
  if (best === null) return
  const fitted = new Float64Array(sample.n)
  const program = compile(
    best.expression,
    inputs.map(({ name }) => name)
  )
  evaluator.evaluate(program, sample.x, program.params, fitted)
  const view = workingView(sample.y, fitted, sample.weights)
  if (view !== null) offerLadder(bench, view, [])
}

/** y = c · Π x^k of whole powers alone, by least squares in y itself. */
function offerConstantMultiple({ sample, shortlist, operators }: Workbench, { factors, values }: WholePowers): void {
  const { y, weights } = sample
  const weighted = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, i) => sum + value * b[i]! * (weights === null ? 1 : weights[i]!), 0)
  shortlist.offer(productFormula(weighted(values, y) / weighted(values, values), factors, null, operators))
}

/** `known` are factors that v has already been divided by. */
function offerLadder(bench: Workbench, view: LogView, known: readonly Factor[]): void {
  const { sample, inputs, operators, shortlist, maxTerms, shouldStop } = bench
  const powers: LogTerm[] = loggableInputs(bench).map((input) => ({ kind: 'power', input }))
  const exponentials: LogTerm[] = operators.has('exp') ? inputs.map((_, input) => ({ kind: 'exponential', input })) : []
  const ladders = [
    logLinearLadder(view, sample.x, powers, { maxTerms, keep: KEPT_PER_SIZE, mostLeft: MOST_LEFT, shouldStop }),
    logLinearLadder(view, sample.x, [...powers, ...exponentials], {
      maxTerms: Math.min(maxTerms, MAX_MIXED_TERMS),
      keep: KEPT_PER_SIZE,
      mostLeft: MOST_LEFT,
      shouldStop
    })
  ]
  for (const fit of ladders.flat()) {
    if (shouldStop()) return
    for (const form of exponentForms(fit, view, sample.x)) {
      const { coefficient, factors } = signedProduct(form, inputs, view.isNegative)
      const rates = exponentialFactor(form, inputs)
      shortlist.offer(productFormula(coefficient, [...known, ...factors], rates, operators))
    }
  }
}
