import { withParams, type Expr } from '../../shared/domain/expr.ts'
import type { Law } from '../../shared/domain/law.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { simplify } from '../../shared/expression/simplify.ts'
import { metrics } from './judgeForm.ts'
import type { JudgingSample } from './judgingSample.ts'
import { refitFormula } from './refitFormula.ts'

/** Laws below this rank keep the numbers fitted to the sample. */
const REFITTED = 3

/** Fits the leading laws to every row where they were judged on a sample of them; marks those without a value somewhere. */
export function refitOnAllRows(laws: readonly Law[], problem: Problem, sample: JudgingSample): readonly Law[] {
  if (sample.n === problem.n) return laws
  return laws.map((law, rank) => (rank < REFITTED ? refit(law, problem) : law))
}

function refit(law: Law, problem: Problem): Law {
  const formula = formulaOf(law)
  const again = refitFormula(formula, law.noise, problem)
  const params = again.fit(null, 5)
  const residuals = again.predict(params, null)
  // in place, for a copy of a million rows is felt
  for (let i = 0; i < residuals.length; i++) residuals[i] = residuals[i]! - problem.y[i]!
  const isDefined = residuals.every(Number.isFinite)
  let fitted = 0
  return {
    ...law,
    expression: simplify(withParams(formula, params)),
    parameters: law.parameters.map((parameter) =>
      parameter.exact === null ? { ...parameter, value: params[fitted++]! } : parameter
    ),
    fit: isDefined ? metrics(residuals, problem.y) : law.fit,
    marks: isDefined ? law.marks : [...law.marks, 'undefinedRows']
  }
}

/** The form of a law with its exact numbers in place and the fitted ones as Params. */
export function formulaOf(law: Law): Expr {
  const values: (number | Expr)[] = law.parameters.map(({ value, exact }) => exact?.value ?? value)
  return withParams(law.form, values)
}
