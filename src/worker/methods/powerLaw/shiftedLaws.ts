import { apply, constant, constValue, type Const, type Expr } from '../../../shared/domain/expr.ts'
import { prevailingSign, signPattern } from '../signPattern.ts'
import { usableTransforms } from '../targetTransform.ts'
import { exponentForms } from './exponentForms.ts'
import { productFormula, signedProduct } from './logFormula.ts'
import { logLinearLadder, type LogTerm } from './logLinear.ts'
import { logView } from './logView.ts'
import { loggableInputs, type Workbench } from './workbench.ts'

const SHIFTS: readonly Const[] = [constant(1), constant(-1), constant(2), constant(-2), constant(1, 2), constant(-1, 2)]
/** A shift has to explain nearly all that is left, or it is one guess too many. */
const MOST_LEFT = 0.05

/** Offers T(y) = c + k · Π x^p for simple numbers c and T in y, 1/y, y², 1/y², √y. */
export function offerShiftedLaws(bench: Workbench): void {
  const { sample, inputs, operators, shortlist, maxTerms, shouldStop } = bench
  if (!operators.has('add') || !operators.has('sub')) return
  const terms: LogTerm[] = loggableInputs(bench).map((input) => ({ kind: 'power', input }))
  const isNegative = prevailingSign(sample.y, 0.5) === 'negative'
  for (const transform of usableTransforms(sample.y, operators)) {
    if (transform.id === 'log') continue
    const transformed = sample.y.map(transform.evaluate)
    const derivative = sample.y.map(transform.derivative)
    for (const shift of SHIFTS) {
      if (shouldStop()) return
      const v = transformed.map((value) => value - constValue(shift))
      if (signPattern(v) === 'mixed') continue
      const view = logView(v, derivative, sample.weights, 'additive')
      if (view === null) continue
      const ladder = logLinearLadder(view, sample.x, terms, { maxTerms, keep: 1, mostLeft: MOST_LEFT, shouldStop })
      for (const form of ladder.flatMap((fit) => exponentForms(fit, view, sample.x))) {
        const { coefficient, factors } = signedProduct(form, inputs, view.isNegative)
        const product = productFormula(Math.abs(coefficient), factors, null, operators)
        if (product !== null) shortlist.offer(transform.invert(plus(shift, product, coefficient < 0), isNegative))
      }
    }
  }
}

function plus(shift: Const, product: Expr, isSubtracted: boolean): Expr {
  return apply(isSubtracted ? 'sub' : 'add', shift, product)
}
