import {
  describeRange,
  type MethodDescriptor,
  type MethodOptions,
  type OptionDescriptor
} from '../../shared/domain/method.ts'
import type { OptionValue } from '../../shared/domain/run.ts'
import { AppError } from '../../shared/errors.ts'
import { nearestName } from '../../shared/expression/nearestName.ts'
import type { NamedText } from './command.ts'

/** Reads `--set option=value` by the method's descriptor. Throws AppError badOption with what is allowed. */
export function readMethodOptions(method: MethodDescriptor, settings: readonly NamedText[]): MethodOptions {
  return Object.fromEntries(
    settings.map(({ name, text }) => {
      const option = method.options.find(({ id }) => id === name)
      if (!option) throw unknownSetting(method, name)
      return [name, readValue(option, text)]
    })
  )
}

function readValue(option: OptionDescriptor, text: string): OptionValue {
  const value = parse(option, text)
  if (value !== null) return value
  throw new AppError('badOption', `--set ${option.id}=${text}: give ${describeRange(option)}.`)
}

function parse(option: OptionDescriptor, text: string): OptionValue | null {
  switch (option.type) {
    case 'number':
    case 'integer': {
      const value = text === '' ? NaN : Number(text)
      const isWhole = option.type === 'number' || Number.isInteger(value)
      return isWhole && value >= option.min && value <= option.max ? value : null
    }
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : null
    case 'choice':
      return option.choices.includes(text) ? text : null
    case 'text':
      return text
  }
}

function unknownSetting(method: MethodDescriptor, name: string): AppError {
  const ids = method.options.map(({ id }) => id)
  const near = nearestName(name, ids)
  const hint = near ? `Did you mean ${near}?` : ids.length > 0 ? `Its settings are ${ids.join(', ')}.` : 'It has none.'
  return new AppError('badOption', `--set ${name}: the method ${method.id} has no such setting. ${hint}`)
}
