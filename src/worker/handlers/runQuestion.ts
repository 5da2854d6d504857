import type { Observations } from '../../shared/domain/observations.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { FormulaMethod, TableMethod } from '../methods/method.ts'
import { observationsOf } from '../scoring/observations.ts'
import { planMethods, type Planned } from '../search/planMethods.ts'
import type { ProblemCache, ProblemKey } from './problemCache.ts'
import type { TableCache } from './tableCache.ts'

/** What a run asks of its table, and the methods that answer: to explain a target, or to be looked at as a whole. */
export type RunQuestion =
  | { readonly kind: 'formulas'; readonly methods: readonly Planned<FormulaMethod>[]; readonly problem: Problem }
  | { readonly kind: 'table'; readonly planned: Planned<TableMethod>; readonly observations: Observations }

export type AskQuestion = (key: ProblemKey) => RunQuestion

/** @throws AppErrors of planMethods, buildProblem and observationsOf */
export function createAskQuestion(tables: TableCache, problemOf: ProblemCache): AskQuestion {
  return function ask(key) {
    const plan = planMethods(key.request.methods, key.request.knowledge)
    if (plan.kind === 'formulas') return { ...plan, problem: problemOf(key) }
    const { dataset } = tables.load(key.readingId, key.edits)
    return { ...plan, observations: observationsOf(dataset, key.request) }
  }
}

/** Why a method does not fit the question, in the order of the methods; true where it does. */
export function answersOf(question: RunQuestion): readonly { readonly id: string; readonly answer: true | string }[] {
  if (question.kind === 'formulas') {
    const { methods, problem } = question
    return methods.map(({ method }) => ({ id: method.descriptor.id, answer: method.accepts(problem) }))
  }
  const { method, options } = question.planned
  return [{ id: method.descriptor.id, answer: method.accepts(question.observations, options) }]
}
