import { paramValues, withParams, type Expr } from '../../shared/domain/expr.ts'
import { NO_KNOWLEDGE } from '../../shared/domain/knowledge.ts'
import type { Law, Provenance } from '../../shared/domain/law.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { simplify } from '../../shared/expression/simplify.ts'
import { AppError } from '../../shared/errors.ts'
import { formDimensions } from './formDimensions.ts'
import { judgeForm } from './judgeForm.ts'
import { judgingSample } from './judgingSample.ts'
import { knowledgeCheck } from './knowledgeCheck.ts'
import { withProfileIntervals } from './profileIntervals.ts'
import { refitOnAllRows } from './refitOnAllRows.ts'
import { screenForm } from './screenForm.ts'
import { snapConstants } from './snapConstants.ts'

/** The law with an exact value taken for parameter `index`, or with null given up again; the rest is fitted anew. */
export function withExact(law: Law, index: number, value: Expr | null, problem: Problem): Law {
  const parameter = law.parameters[index]
  if (parameter === undefined) throw new AppError('notFound', `the law has no parameter ${index + 1}`, { index })
  const exact = law.parameters.map((each, i) => (i === index ? value : (each.exact?.value ?? null)))
  const judged = judge(law.form, exact, problem, law.provenance)
  if (judged === null) {
    throw new AppError('badOption', `the law has no finite value with that number in place of parameter ${index + 1}`, {
      index
    })
  }
  const [refitted] = judged
  return { ...refitted!, key: law.key, onFront: law.onFront }
}

/** Judges a formula as it stands, with exact values proposed but none taken: the user's own words are not changed. */
export function scoreExpression(expression: Expr, problem: Problem, provenance: Provenance): Law {
  const form = simplify(expression)
  const judged = judge(
    form,
    paramValues(form).map(() => null),
    problem,
    provenance
  )
  if (judged === null) {
    throw new AppError('badFormula', 'the formula has no finite value on some of the rows', {})
  }
  return judged[0]!
}

function judge(
  form: Expr,
  exact: readonly (Expr | null)[],
  problem: Problem,
  provenance: Provenance
): readonly Law[] | null {
  const sample = judgingSample(problem, provenance.seed)
  const free = screenForm(form, sample, problem.inputs.length)?.fits[0]
  if (free === undefined) return null
  const { hasUnit, units } = formDimensions(withParams(form, free.params), problem)
  const { candidates } = snapConstants({ form, fit: free, sample, inputCount: problem.inputs.length, hasUnit, units })
  const law = judgeForm({ form, exact, candidates, free }, problem, sample, provenance)
  if (law === null) return null
  // a search would leave it out; the user's own words stay, and the mark says what is wrong with them
  const findBroken = knowledgeCheck(problem, problem.knowledge ?? NO_KNOWLEDGE)
  return refitOnAllRows([withProfileIntervals(law, sample)], problem, sample).map((refitted) =>
    findBroken(refitted.expression) === null ? refitted : { ...refitted, marks: [...refitted.marks, 'breaksKnowledge'] }
  )
}
