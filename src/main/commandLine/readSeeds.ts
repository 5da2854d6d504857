import { readFileSync } from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import { quoteName } from '../../shared/expression/names.ts'

/**
 * Formulas for a target from a file: the JSON of an earlier search, or a text with one formula a line (`y = a*x` or
 * `a*x`; lines that begin with # are left out). Throws AppError fileNotFound, or fileFormat where it holds none.
 */
export function readSeeds(file: string, target: string): string[] {
  const text = readText(file)
  const formulas = /^\s*[{[]/.test(text) ? fromJson(text, file, target) : fromLines(text, target)
  if (formulas.length > 0) return formulas
  throw new AppError('fileFormat', `${file} holds no formula for ${target}.`, { file })
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('fileNotFound', `${file} cannot be read: ${reason}`, { file })
  }
}

function fromLines(text: string, target: string): string[] {
  const left = [target, quoteName(target)]
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const at = line.indexOf('=')
      if (at < 0) return [line]
      return left.includes(line.slice(0, at).trim()) ? [line.slice(at + 1).trim()] : []
    })
}

function fromJson(text: string, file: string, target: string): string[] {
  const laws = property(parseJson(text, file), 'laws')
  if (!Array.isArray(laws)) {
    throw new AppError('fileFormat', `${file} is no result of an earlier search: it has no list "laws".`, { file })
  }
  return laws.flatMap((law: unknown) => {
    const expression = property(law, 'expression')
    const isMeant = (property(law, 'target') ?? target) === target
    return isMeant && typeof expression === 'string' ? [expression] : []
  })
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('fileFormat', `${file} is no JSON: ${error instanceof Error ? error.message : ''}`, { file })
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
}
