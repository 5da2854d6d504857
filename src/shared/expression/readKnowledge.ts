import type { Knowledge } from '../domain/knowledge.ts'
import { readFact } from './readFact.ts'

/** What the user wrote down of a law. */
export interface KnowledgeText {
  /** The shape of the law: `y = a*f(x) + g(z)`; null where it is unknown. */
  readonly template: string | null
  /** Facts, one a line. */
  readonly lines: readonly string[]
}

/** Null where nothing is known. Throws the AppErrors of `readFact`; a template is read where its columns are known. */
export function readKnowledge(
  { template, lines }: KnowledgeText,
  target: string,
  inputs: readonly string[]
): Knowledge | null {
  const facts = lines.filter((line) => line.trim() !== '').map((line) => readFact(line, target, inputs))
  if (facts.length === 0 && template === null) return null
  return {
    template,
    definitions: [],
    forbiddenNesting: facts.filter((fact) => fact.kind === 'nesting'),
    constraints: facts.filter((fact) => fact.kind !== 'nesting')
  }
}
