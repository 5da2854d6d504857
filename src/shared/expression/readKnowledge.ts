import type { Knowledge } from '../domain/knowledge.ts'
import { isDefinition, readDefinitions } from './readDefinitions.ts'
import { readFact } from './readFact.ts'

/** What the user wrote down of a law. */
export interface KnowledgeText {
  /** The shape of the law: `y = a*f(x) + g(z)`; null where it is unknown. */
  readonly template: string | null
  /** Facts and definitions of functions, one a line. */
  readonly lines: readonly string[]
}

/** Null where nothing is known. Throws the AppErrors of `readFact` and `readDefinitions`; a template is read where its columns are known. */
export function readKnowledge(
  { template, lines }: KnowledgeText,
  target: string,
  inputs: readonly string[]
): Knowledge | null {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '')
  const definitions = said.filter((line) => isDefinition(line, target))
  readDefinitions(definitions) // for its faults
  const facts = said.filter((line) => !isDefinition(line, target)).map((line) => readFact(line, target, inputs))
  if (facts.length === 0 && definitions.length === 0 && template === null) return null
  return {
    template,
    definitions,
    forbiddenNesting: facts.filter((fact) => fact.kind === 'nesting'),
    constraints: facts.filter((fact) => fact.kind !== 'nesting')
  }
}
