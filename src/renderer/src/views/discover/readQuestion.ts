import { variable } from '../../../../shared/domain/expr.ts'
import type { Definitions } from '../../../../shared/expression/definition.ts'
import {
  isUnknownWhole,
  readLawTemplate,
  templateInputs,
  unquoteName,
  type LawTemplate
} from '../../../../shared/expression/lawTemplate.ts'
import { quoteName } from '../../../../shared/expression/names.ts'
import { printLatex } from '../../../../shared/expression/printLatex.ts'
import { isAppError } from '../../../../shared/errors.ts'

/** Inputs that are named one by one. */
const MOST_NAMED = 8

/** What the one line of the Discover page asks for. */
export interface Question {
  readonly kind: 'question'
  readonly target: string
  /** Columns that are explained by the same inputs, each in a run of its own: `P, Q = f(a)`. */
  readonly otherTargets: readonly string[]
  /** In the order of the table. */
  readonly inputs: readonly string[]
  /** Formulas to start from, in infix. */
  readonly seeds: readonly string[]
  /** The line itself where some functions of it are to be found and the rest is fixed; null elsewhere. */
  readonly template: string | null
  readonly latex: string
  /** The same in words, after the target's name. */
  readonly words: string
}
export interface Misreading {
  readonly kind: 'misreading'
  readonly message: string
}

/** The line for a target and its inputs: `P = f(a, b)`. */
export function questionText(target: string, inputs: readonly string[]): string {
  return `${quoteName(target)} = f(${inputs.map(quoteName).join(', ')})`
}

/**
 * Reads `target = formula`. A function of an unknown name, such as f in `P = f(a)` or `y = a*f(x) + g(z)`, is to be
 * found; everything else is fixed. Unknown lower-case names are numbers to be fitted: `P = c*a^n`.
 * Several targets before the “=” are explained by one unknown function each: `P, Q = f(a)`.
 * `columns` are the names of the number columns, `inputs` those that `f()` without arguments stands for,
 * `definitions` the functions of the user's own.
 */
export function readQuestion(
  text: string,
  columns: readonly string[],
  inputs: readonly string[],
  definitions: Definitions = new Map()
): Question | Misreading {
  try {
    return questionOf(text, columns, inputs, definitions)
  } catch (error) {
    if (isAppError(error)) return misread(error.message)
    throw error
  }
}

function questionOf(
  text: string,
  columns: readonly string[],
  inputs: readonly string[],
  definitions: Definitions
): Question | Misreading {
  const [left = '', ...right] = text.split('=')
  const targets = (left.match(/(?:`[^`]*`|[^,`])+/g) ?? []).map((name) => unquoteName(name.trim()))
  const others = targets.slice(1)
  const unknown = others.find((name) => !columns.includes(name))
  if (unknown !== undefined) return misread(`There is no number column “${unknown}”.`)
  const law = readLawTemplate(others.length === 0 ? text : [quoteName(targets[0]!), ...right].join('='), {
    columns: columns.filter((name) => !others.includes(name)),
    inputs: inputs.filter((name) => !others.includes(name)),
    definitions
  })
  if (others.length > 0 && !isUnknownWhole(law)) return misread('Several targets are each one unknown function, f(…).')
  const used = templateInputs(law)
  if (used.length === 0) return misread('Name at least one input on the right side.')
  const isFixed = law.functions.length === 0
  return {
    kind: 'question',
    target: law.target,
    otherTargets: others,
    inputs: columns.filter((name) => used.includes(name)),
    seeds: isFixed ? [text.slice(text.indexOf('=') + 1).trim()] : [],
    template: isFixed || isUnknownWhole(law) ? null : text,
    latex: `${[law.target, ...others].map((name) => printLatex(variable(name))).join(',\\, ')} = ${questionLatex(law)}`,
    words: (others.length === 0 ? '' : `and ${others.join(', ')}, each in a run of its own, `) + questionWords(law)
  }
}

function misread(message: string): Misreading {
  return { kind: 'misreading', message }
}

function questionLatex({ expr, numbers, functions }: LawTemplate): string {
  const latex = printLatex(expr, { paramNames: numbers })
  return functions.reduce((text, { name, inputs, placeholder }) => {
    const list = someOf(
      inputs.map((input) => printLatex(variable(input))),
      '\\ldots'
    ).join(',\\, ')
    const letter = name.length === 1 ? name : printLatex(variable(name))
    return text.replaceAll(printLatex(variable(placeholder)), `${letter}(${list})`)
  }, latex)
}

/** All of them, or the first and the last where they are many. */
function someOf(names: readonly string[], dots: string): readonly string[] {
  return names.length <= MOST_NAMED ? names : [...names.slice(0, MOST_NAMED - 2), dots, ...names.slice(-1)]
}

function questionWords(law: LawTemplate): string {
  const { functions, numbers } = law
  const fitted = numbers.length === 1 ? '1 number fitted' : `${numbers.length} numbers fitted`
  if (functions.length === 0) return `by this formula, ${fitted}, and by others like it`
  if (isUnknownWhole(law)) {
    const inputs = functions[0]?.inputs ?? []
    const named = someOf(inputs, '…')
    return `as one unknown function of ${named === inputs ? '' : `${inputs.length} columns: `}${named.join(', ')}`
  }
  const names = functions.map(({ name }) => name).join(', ')
  return `in this shape: ${names} to be found${numbers.length === 0 ? '' : `, ${fitted}`}`
}
