import {
  describeRange,
  type MethodDescriptor,
  type MethodOptions,
  type OptionDescriptor
} from '../../shared/domain/method.ts'
import type { MethodChoice, OptionValue } from '../../shared/domain/run.ts'
import { AppError, assertNever } from '../../shared/errors.ts'
import { findMethod } from '../methods/registry.ts'
import type { PlannedMethod } from './discovery.ts'

/** Methods that answer the question for a formula when the user names none, cheapest first. */
const PORTFOLIO = ['powerLaw', 'sparseRegression', 'closedForm', 'geneticProgramming']

/** The chosen methods, or the portfolio, with every option set. Faults in the choice are AppErrors. */
export function planMethods(choices: readonly MethodChoice[] | null): PlannedMethod[] {
  return (choices ?? PORTFOLIO.map((id) => ({ id, options: {} }))).map(({ id, options }) => {
    const method = findMethod(id)
    return { method, options: completeOptions(method.descriptor, options) }
  })
}

/** The given options with the defaults of the rest. An option that is unknown or out of range is an AppError. */
export function completeOptions(descriptor: MethodDescriptor, given: MethodOptions): MethodOptions {
  for (const id of Object.keys(given)) {
    if (!descriptor.options.some((option) => option.id === id)) {
      const known = descriptor.options.map((option) => option.id).join(', ') || 'none'
      throw new AppError('badOption', `${descriptor.name} has no option "${id}"; it has ${known}`, { option: id })
    }
  }
  return Object.fromEntries(
    descriptor.options.map((option) => {
      const value = given[option.id] ?? option.default
      if (!fits(option, value)) {
        throw new AppError('badOption', `${option.id} = ${String(value)} is not ${describeRange(option)}`, {
          option: option.id,
          value
        })
      }
      return [option.id, value]
    })
  )
}

function fits(option: OptionDescriptor, value: OptionValue): boolean {
  switch (option.type) {
    case 'number':
      return typeof value === 'number' && value >= option.min && value <= option.max
    case 'integer':
      return Number.isInteger(value) && Number(value) >= option.min && Number(value) <= option.max
    case 'boolean':
      return typeof value === 'boolean'
    case 'choice':
      return option.choices.includes(String(value))
    default:
      return assertNever(option)
  }
}
