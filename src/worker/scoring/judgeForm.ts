import { complexity } from '../../shared/domain/complexity.ts'
import { withParams, type Expr } from '../../shared/domain/expr.ts'
import type { ExactCandidate, FitMetrics, Law, LawParameter, Provenance } from '../../shared/domain/law.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { printInfix } from '../../shared/expression/printInfix.ts'
import { evaluate } from '../../shared/expression/evaluate.ts'
import { canonicalKey } from '../../shared/expression/canonicalKey.ts'
import { simplify } from '../../shared/expression/simplify.ts'
import { parameterBits } from './descriptionLength.ts'
import { compileForm, fitForm, predictions, standardErrors, type FittedForm } from './fitForm.ts'
import { formDimensions } from './formDimensions.ts'
import type { JudgingSample } from './judgingSample.ts'
import { lawMarks } from './lawMarks.ts'
import { lawStructureBits } from './lawStructure.ts'
import { noiseFit } from './noiseFit.ts'
import { unseenBits, unseenErrors, type PartErrors } from './unseenError.ts'

/** A form with some of its numbers taken as exact. */
export interface FormChoice {
  readonly form: Expr
  /** For Param i of the form: its exact value, or null where it stays fitted. */
  readonly exact: readonly (Expr | null)[]
  readonly candidates: readonly (readonly ExactCandidate[])[]
  /** Fit with every number free. */
  readonly free: FittedForm
}

/**
 * Judges one formula: fits what is not exact, predicts every row from a fit without it, prices the description, checks
 * the dimensions. Null where the formula has no finite value on some row or cannot be fitted.
 */
export function judgeForm(
  choice: FormChoice,
  problem: Problem,
  sample: JudgingSample,
  provenance: Provenance
): Law | null {
  const { form, exact, free } = choice
  const chosen = withParams(
    form,
    exact.map((value, i) => value ?? free.params[i]!)
  )
  const program = compileForm(chosen, sample, free.scale)
  const fit = fitForm(program, program.params, sample, free.scale, null)
  if (fit === null) return null
  const fitted = withParams(chosen, fit.params)
  const expression = simplify(fitted)
  const errors = standardErrors(fit, sample)
  const unseen = unseenErrors(fitted, fit, sample)
  const values = describeParameters(choice, fit, sample)
  // a Param in every place, so that the list of units is that of the form's numbers
  const valued = withParams(
    form,
    values.map(({ value }) => value)
  )
  const dimensions = formDimensions(valued, problem)

  const descriptionLength =
    lawStructureBits({ form, parameters: values }, problem.inputs.length) +
    errors.reduce<number>((sum, error, i) => sum + parameterBits(fit.params[i]!, error, sample.n), 0) +
    unseenBits(unseen, fit.scale) +
    fit.scale.offset
  return {
    key: canonicalKey(expression),
    target: problem.target.name,
    expression,
    form,
    noise: fit.scale.noise,
    noiseFit: noiseFit(fit),
    parameters: values.map((value, i) => ({ ...value, unit: dimensions.units[i] ?? null })),
    complexity: complexity(expression),
    descriptionLength,
    fit: fitMetrics(fit, sample),
    validation: unseenMetrics(unseen.inner, sample),
    extrapolation: unseen.ends === null ? null : unseenMetrics(unseen.ends, sample),
    dimensionallyConsistent: dimensions.consistent,
    onFront: false,
    indistinguishableGroup: null,
    marks: lawMarks(expression, { fit, unseen, sample, rows: problem.n, isConsistent: dimensions.consistent }),
    provenance
  }
}

/** Fitted numbers in order, with the exact ones of the choice in their places. */
function describeParameters(
  { exact, candidates, free }: FormChoice,
  fit: FittedForm,
  sample: JudgingSample
): Omit<LawParameter, 'unit'>[] {
  const errors = standardErrors(free, sample)
  let fitted = 0
  return exact.map((constant, i) => {
    const list = candidates[i] ?? []
    const value = constant === null ? fit.params[fitted++]! : evaluate(constant, {})
    return {
      value,
      fitted: free.params[i]!,
      standardError: errors[i] ?? null,
      exact: constant === null ? null : exactCandidate(constant, list),
      candidates: list
    }
  })
}

function exactCandidate(value: Expr, candidates: readonly ExactCandidate[]): ExactCandidate {
  const text = printInfix(value)
  return candidates.find((candidate) => printInfix(candidate.value) === text) ?? { value, text, bits: 0 }
}

function fitMetrics(fit: FittedForm, sample: JudgingSample): FitMetrics {
  const residuals = predictions(fit, sample, null).map((value, i) => value - sample.y[i]!)
  return metrics(residuals, sample.y)
}

function unseenMetrics({ rows, residuals }: PartErrors, sample: JudgingSample): FitMetrics {
  return metrics(
    residuals,
    Float64Array.from(rows, (row) => sample.y[row]!)
  )
}

/** Error of residuals beside the spread of the values that they belong to. */
export function metrics(residuals: Float64Array, y: Float64Array): FitMetrics {
  const n = y.length
  const mean = y.reduce((sum, value) => sum + value, 0) / n
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const squares = residuals.reduce((sum, residual) => sum + residual * residual, 0)
  return {
    rows: n,
    rmse: Math.sqrt(squares / n),
    rSquared: total > 0 ? 1 - squares / total : squares > 0 ? -Infinity : 1
  }
}
