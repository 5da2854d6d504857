import type { Knowledge } from '../domain/knowledge.ts'
import { readFact } from './readFact.ts'

/**
 * Reads what the user wrote down of a law, one fact a line; null where that is nothing. Throws the AppErrors of
 * `readFact`.
 */
export function readKnowledge(lines: readonly string[], target: string, inputs: readonly string[]): Knowledge | null {
  const facts = lines.filter((line) => line.trim() !== '').map((line) => readFact(line, target, inputs))
  if (facts.length === 0) return null
  return {
    template: null,
    definitions: [],
    forbiddenNesting: facts.filter((fact) => fact.kind === 'nesting'),
    constraints: facts.filter((fact) => fact.kind !== 'nesting')
  }
}
