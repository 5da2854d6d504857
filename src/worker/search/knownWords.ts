import type { Problem } from '../../shared/domain/problem.ts'
import { printFact } from '../../shared/expression/printFact.ts'

/** What the user knows of the law, in one sentence for the log; none where that is nothing. */
export function knownWords({ knowledge, target }: Pick<Problem, 'knowledge' | 'target'>): string[] {
  if (knowledge === undefined) return []
  const { template, definitions, forbiddenNesting, constraints } = knowledge
  const facts = [...constraints, ...forbiddenNesting].map((fact) => printFact(fact, target.name))
  return [`Known: ${[...(template === null ? [] : [template]), ...facts, ...definitions].join('; ')}.`]
}
