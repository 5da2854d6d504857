import { AppError } from '../errors.ts'
import type { Definition, Definitions } from './definition.ts'
import { FUNCTIONS } from './names.ts'
import { parse } from './parse.ts'

const HEAD = /^\s*([\p{L}_][\p{L}\p{M}\p{Nd}_]*)\s*\(([^()=]*)\)\s*=(.+)$/su
const NAME = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u
const MAX_PARAMS = 2

/** Whether a line defines a function, rather than saying something of the target. */
export function isDefinition(line: string, target: string): boolean {
  const name = HEAD.exec(line)?.[1]
  return name !== undefined && name !== target
}

/**
 * Reads `sinc(x) = sin(x)/x`, one after another: later ones may call earlier ones. Throws AppError badFormula.
 */
export function readDefinitions(texts: readonly string[]): Definitions {
  const known = new Map<string, Definition>()
  for (const text of texts) {
    const definition = readDefinition(text, known)
    known.set(definition.name, definition)
  }
  return known
}

function readDefinition(text: string, known: Definitions): Definition {
  const [, name, list, body] = HEAD.exec(text) ?? []
  if (name === undefined || list === undefined || body === undefined) {
    throw new AppError('badFormula', `“${text.trim()}”: define a function as sinc(x) = sin(x)/x.`, { text })
  }
  if (FUNCTIONS.has(name) || name === 'pow' || known.has(name)) {
    throw new AppError('badFormula', `${name} is a function already; give yours another name.`, { name })
  }
  const params = list.split(',').map((param) => param.trim())
  const isSound = params.length <= MAX_PARAMS && params.every((param) => NAME.test(param))
  if (!isSound || new Set(params).size < params.length) {
    throw new AppError('badFormula', `${name}(${list.trim()}): a function takes one or two different names.`, { name })
  }
  return { name, params, body: parse(body, { columns: params, definitions: known }) }
}
