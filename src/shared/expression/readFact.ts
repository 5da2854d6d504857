import type { Fact } from '../domain/knowledge.ts'
import { OPERATOR_IDS, OPERATORS, type OperatorId } from '../domain/operators.ts'
import { AppError } from '../errors.ts'
import { nearestName } from './nearestName.ts'

/** What a line may say, for a person; y stands for the target. */
export const FACT_EXAMPLES = [
  'y > 0',
  'increasing in x',
  'decreasing in x',
  'y(x=0) = 3',
  'no sin in exp',
  'at most 1 exp in exp'
] as const

const NAME = '(`[^`]+`|[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_]*)'
const NUMBER = '([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)'
const NESTING = /^(?:no|at most (\d+)) (\S+) in (?:an? )?(\S+)$/
const SLOPE = new RegExp(`^(?:${NAME} (?:is )?)?(increasing|decreasing) in ${NAME}$`, 'u')
const BOUND = new RegExp(`^${NAME} ?(>=?|<=?|≥|≤) ?${NUMBER}$`, 'u')
const VALUE = new RegExp(`^${NAME} ?\\((.+)\\) ?= ?${NUMBER}$`, 'u')
const PLACE = new RegExp(`^${NAME} ?= ?${NUMBER}$`, 'u')

/**
 * Reads one line of what the user knows, such as `y > 0`, `increasing in x`, `y(x=0) = 3` or `no sin in exp`. Throws
 * AppError badFormula with what is understood, or unknownColumn.
 */
export function readFact(text: string, target: string, inputs: readonly string[]): Fact {
  const line = text.trim().replaceAll('−', '-').replace(/\s+/g, ' ')
  const nesting = NESTING.exec(line)
  if (nesting) {
    const [inner, outer] = [operatorNamed(nesting[2]!), operatorNamed(nesting[3]!)]
    return { kind: 'nesting', outer, inner, depth: Number(nesting[1] ?? 0) }
  }
  const slope = SLOPE.exec(line)
  if (slope) {
    if (slope[1] !== undefined) requireTarget(slope[1], target)
    return { kind: slope[2] === 'increasing' ? 'increasing' : 'decreasing', input: inputNamed(slope[3]!, inputs) }
  }
  const bound = BOUND.exec(line)
  if (bound) {
    requireTarget(bound[1]!, target)
    return { kind: /[>≥]/.test(bound[2]!) ? 'above' : 'below', bound: Number(bound[3]) }
  }
  const value = VALUE.exec(line)
  if (value) {
    requireTarget(value[1]!, target)
    const at = value[2]!.split(',').map((place) => readPlace(place.trim(), text, inputs))
    return { kind: 'value', at, value: Number(value[3]) }
  }
  throw new AppError('badFormula', `“${text.trim()}” is not understood. Write ${FACT_EXAMPLES.join('; ')}.`, { text })
}

function readPlace(place: string, text: string, inputs: readonly string[]): { input: string; value: number } {
  const parts = PLACE.exec(place)
  if (parts) return { input: inputNamed(parts[1]!, inputs), value: Number(parts[2]) }
  throw new AppError('badFormula', `“${text.trim()}”: write the place as input=number, not “${place}”.`, { text })
}

function operatorNamed(word: string): OperatorId {
  const id = OPERATOR_IDS.find((id) => id === word) ?? OPERATOR_IDS.find((id) => OPERATORS[id].symbol === word)
  if (id !== undefined) return id
  const near = nearestName(word, OPERATOR_IDS)
  throw new AppError('badFormula', `There is no operator “${word}”.${near ? ` Did you mean ${near}?` : ''}`, { word })
}

function inputNamed(word: string, inputs: readonly string[]): string {
  const name = unquote(word)
  if (inputs.includes(name)) return name
  const near = nearestName(name, inputs)
  const message = `There is no input “${name}”; the inputs are ${inputs.join(', ')}.${near ? ` Did you mean ${near}?` : ''}`
  throw new AppError('unknownColumn', message, { column: name, columns: inputs })
}

function requireTarget(word: string, target: string): void {
  if (unquote(word) === target) return
  throw new AppError('badFormula', `“${unquote(word)}” is not the target; write ${target}.`, { target })
}

function unquote(word: string): string {
  return word.replace(/^`(.*)`$/s, '$1')
}
