import {
  describeRange,
  type MethodDescriptor,
  type MethodOptions,
  type OptionDescriptor
} from '../../shared/domain/method.ts'
import { NO_KNOWLEDGE, type Knowledge } from '../../shared/domain/knowledge.ts'
import type { MethodChoice, OptionValue } from '../../shared/domain/run.ts'
import { AppError, assertNever } from '../../shared/errors.ts'
import type { FormulaMethod, Method, TableMethod } from '../methods/method.ts'
import { withDefinitions } from '../methods/withDefinitions.ts'
import { findMethod } from '../methods/registry.ts'

/** A method with every option set. */
export interface Planned<M extends Method> {
  readonly method: M
  readonly options: MethodOptions
}

/** What a run does: it searches formulas with several methods, or looks at the whole table with one. */
export type RunPlan =
  | { readonly kind: 'formulas'; readonly methods: readonly Planned<FormulaMethod>[] }
  | { readonly kind: 'table'; readonly planned: Planned<TableMethod> }

/** Methods that answer the question for a formula when the user names none, cheapest first. */
const PORTFOLIO = [
  'powerLaw',
  'sparseRegression',
  'closedForm',
  'parametricSums',
  'separateParts',
  'geneticProgramming'
]

/** What searches a law of which the user knows the shape. */
const TEMPLATE = ['template']

/**
 * The chosen methods, or the portfolio, with every option set; for a law of known shape the method that keeps to it.
 * Faults in the choice are AppErrors.
 */
export function planMethods(choices: readonly MethodChoice[] | null, knowledge: Knowledge = NO_KNOWLEDGE): RunPlan {
  const isTemplate = knowledge.template !== null
  const stranger = isTemplate ? choices?.find(({ id }) => !TEMPLATE.includes(id)) : undefined
  if (stranger !== undefined) {
    const message = `${stranger.id} does not keep to a template: start it without one, or without ${stranger.id}.`
    throw new AppError('badOption', message, { method: stranger.id })
  }
  const chosen = (choices ?? (isTemplate ? TEMPLATE : PORTFOLIO).map((id) => ({ id, options: {} }))).map(
    ({ id, options }) => {
      const method = findMethod(id)
      const isExtended = method.kind === 'formula' && knowledge.definitions.length > 0 && !TEMPLATE.includes(id)
      const used = isExtended ? withDefinitions(method) : method
      return { method: used, options: completeOptions(method.descriptor, options) }
    }
  )
  const methods = chosen.filter((planned): planned is Planned<FormulaMethod> => planned.method.kind === 'formula')
  const [table] = chosen.filter((planned): planned is Planned<TableMethod> => planned.method.kind === 'table')
  if (table === undefined) return { kind: 'formulas', methods }
  if (chosen.length === 1) return { kind: 'table', planned: table }
  const { id, name } = table.method.descriptor
  throw new AppError('badOption', `${name} looks at the whole table and runs alone: start it without other methods.`, {
    method: id
  })
}

/** The methods of a plan that searches formulas; a plan of another kind is a bug of the caller. */
export function formulaMethods(plan: RunPlan): readonly Planned<FormulaMethod>[] {
  if (plan.kind === 'formulas') return plan.methods
  throw new Error(`${plan.planned.method.descriptor.id} searches no formulas`)
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
    case 'text':
      return typeof value === 'string'
    default:
      return assertNever(option)
  }
}
