import { OPERATORS, OPERATOR_IDS, type OperatorId } from '../../shared/domain/operators.ts'
import { AppError } from '../../shared/errors.ts'
import { nearestName } from '../../shared/expression/nearestName.ts'
import type { NamedText } from './command.ts'

export function parseAmount(option: string, text: string): number {
  const value = text.trim() === '' ? NaN : Number(text)
  if (Number.isFinite(value) && value > 0) return value
  throw new AppError('usage', `${option} ${text}: give a number above 0.`)
}

export function parseWhole(option: string, text: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : NaN
  if (value >= min && value <= max) return value
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} up` : `from ${min} to ${max}`
  throw new AppError('usage', `${option} ${text}: give a whole number ${range}.`)
}

/** `a,b`; a name that holds a comma is put between back quotes. */
export function parseNames(option: string, text: string): string[] {
  const names = splitList(text).map((name) => name.replace(/^`(.*)`$/, '$1'))
  if (names.length === 0) throw new AppError('usage', `${option}: give at least one name.`)
  return names
}

/** `a=AU,P=d` (a list) or `degree=3` (a single setting, whose value may hold commas). The last `=` counts in names. */
export function parseNamedTexts(option: string, texts: readonly string[], isList: boolean): NamedText[] {
  return texts
    .flatMap((text) => (isList ? splitList(text) : [text]))
    .map((text) => {
      const parts = /^(?:`([^`]+)`|([^=]+))=(.*)$/.exec(text)
      const name = (parts?.[1] ?? parts?.[2])?.trim()
      if (!parts || !name) throw new AppError('usage', `${option} ${text}: write NAME=VALUE.`)
      return { name, text: parts[3]!.trim() }
    })
}

/** `+,-,*,/,exp`: symbols or names of the operator table. A minus sign means the difference of two terms. */
export function parseOperators(text: string): OperatorId[] {
  const ids = splitList(text).map((word) => {
    const id = OPERATOR_IDS.find((id) => id === word) ?? OPERATOR_IDS.find((id) => OPERATORS[id].symbol === word)
    if (id) return id
    const known = OPERATOR_IDS.filter((id) => id !== 'neg').map((id) => OPERATORS[id].symbol)
    const near = nearestName(word, [...known, ...OPERATOR_IDS])
    const hint = near ? `Did you mean ${near}?` : `The operators are ${known.join(' ')}.`
    throw new AppError('usage', `--operators: there is no operator ${word}. ${hint}`)
  })
  if (ids.length === 0) throw new AppError('usage', '--operators: give at least one operator.')
  return [...new Set(ids)]
}

/** Parts between commas that do not stand between back quotes. */
function splitList(text: string): string[] {
  const parts = text.match(/(?:`[^`]*`|[^,`])+/g) ?? []
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
