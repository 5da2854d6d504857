import { variable } from '../../../../shared/domain/expr.ts'
import { variableNames } from '../../../../shared/domain/expr.ts'
import { FUNCTIONS, quoteName } from '../../../../shared/expression/names.ts'
import { parseTemplate, type Template } from '../../../../shared/expression/parse.ts'
import { printLatex } from '../../../../shared/expression/printLatex.ts'
import { isAppError } from '../../../../shared/errors.ts'

/** What the one line of the Discover page asks for. */
export interface Question {
  readonly kind: 'question'
  readonly target: string
  /** In the order of the table. */
  readonly inputs: readonly string[]
  /** Formulas to start from, in infix. */
  readonly seeds: readonly string[]
  readonly latex: string
  /** The same in words, after the target's name. */
  readonly words: string
}
export interface Misreading {
  readonly kind: 'misreading'
  readonly message: string
}

interface UnknownCall {
  readonly name: string
  readonly inputs: readonly string[]
}

/** The line for a target and its inputs: `P = f(a, b)`. */
export function questionText(target: string, inputs: readonly string[]): string {
  return `${quoteName(target)} = f(${inputs.map(quoteName).join(', ')})`
}

/**
 * Reads `target = formula`. A function of an unknown name, such as f in `P = f(a)` or `y = a*f(x) + g(z)`, is to be
 * found; everything else is fixed. Unknown lower-case names are numbers to be fitted: `P = c*a^n`.
 * `columns` are the names of the number columns, `inputs` those that `f()` without arguments stands for.
 */
export function readQuestion(
  text: string,
  columns: readonly string[],
  inputs: readonly string[]
): Question | Misreading {
  const equals = text.indexOf('=')
  if (equals < 0) return misread(`Write an equation, such as ${questionText('y', ['x'])}.`)
  const target = unquote(text.slice(0, equals).trim())
  if (!columns.includes(target)) {
    const known = columns.map(quoteName).join(', ')
    return misread(target === '' ? 'Name the target before the “=”.' : `There is no number column “${target}”. Columns: ${known}.`) // prettier-ignore
  }
  try {
    return readRight(text.slice(equals + 1), target, columns, inputs)
  } catch (error) {
    if (isAppError(error)) return misread(error.message)
    throw error
  }
}

function readRight(
  text: string,
  target: string,
  columns: readonly string[],
  allInputs: readonly string[]
): Question | Misreading {
  const others = columns.filter((name) => name !== target)
  const calls: UnknownCall[] = []
  const fixed = replaceCalls(text, others, (name, args) => {
    calls.push({ name, inputs: args.length === 0 ? allInputs.filter((each) => each !== target) : args })
    return quoteName(placeholder(calls.length - 1))
  })
  const strange = calls.flatMap((call) => call.inputs).find((name) => !others.includes(name))
  if (strange !== undefined) {
    return misread(
      strange === target
        ? `“${target}” is the target and cannot be an input, too.`
        : `There is no number column “${strange}”. An unknown function takes columns, such as f(${others.slice(0, 2).map(quoteName).join(', ')}).`
    )
  }
  const template = parseTemplate(fixed, { columns: [...others, ...calls.map((_, i) => placeholder(i))] })
  const used = new Set(variableNames(template.expr).filter((name) => others.includes(name)))
  for (const call of calls) for (const name of call.inputs) used.add(name)
  if (used.size === 0) return misread('Name at least one input on the right side.')
  const isPlain = calls.length === 1 && template.expr.kind === 'var'
  const seeds = isPlain ? [] : [seedText(fixed, calls)]
  const inputs = others.filter((name) => used.has(name))
  const latex = `${printLatex(variable(target))} = ${questionLatex(template, calls)}`
  return { kind: 'question', target, inputs, seeds, latex, words: questionWords(calls, isPlain, template) }
}

/** A name that no table has and that prints as one symbol. */
function placeholder(index: number): string {
  return `unknown function ${index}`
}

/** Replaces every call of a function that is neither known nor a column; arguments are plain column names. */
function replaceCalls(
  text: string,
  columns: readonly string[],
  replace: (name: string, args: readonly string[]) => string
): string {
  return text.replace(/(`(?:[^`]|``)+`)|([\p{L}_][\p{L}\p{Nd}_]*)\s*\(([^()]*)\)/gu, (whole, quoted, name, list) => {
    if (typeof quoted === 'string' || typeof name !== 'string' || typeof list !== 'string') return String(whole)
    if (FUNCTIONS.has(name) || name === 'pow' || columns.includes(name)) return String(whole)
    const args = list.split(',').map((arg) => unquote(arg.trim()))
    return replace(name, args.length === 1 && args[0] === '' ? [] : args)
  })
}

/** A formula to start from: every unknown function begins as a straight line in its inputs. */
function seedText(fixed: string, calls: readonly UnknownCall[]): string {
  return calls
    .reduce((text, { name, inputs }, i) => {
      const stem = `${name.toLowerCase()}_${i}`
      const terms = inputs.map((input, k) => `${stem}_${k + 1}*${quoteName(input)}`)
      return text.replaceAll(quoteName(placeholder(i)), `(${[`${stem}_0`, ...terms].join(' + ')})`)
    }, fixed)
    .trim()
}

function questionLatex(template: Template, calls: readonly UnknownCall[]): string {
  const latex = printLatex(template.expr, { paramNames: template.names })
  return calls.reduce((text, { name, inputs }, i) => {
    const list = inputs.map((input) => printLatex(variable(input))).join(',\\, ')
    const letter = name.length === 1 ? name : printLatex(variable(name))
    return text.replaceAll(printLatex(variable(placeholder(i))), `${letter}(${list})`)
  }, latex)
}

function questionWords(calls: readonly UnknownCall[], isPlain: boolean, template: Template): string {
  const numbers = template.names.length
  const fitted = numbers === 1 ? '1 number fitted' : `${numbers} numbers fitted`
  if (calls.length === 0) return `by this formula, ${fitted}, and by others like it`
  if (isPlain) return `as one unknown function of ${calls[0]?.inputs.join(', ') ?? ''}`
  return `with ${calls.length === 1 ? 'one unknown function' : `${calls.length} unknown functions`}; the search starts from straight lines in ${calls.length === 1 ? 'its place' : 'their places'}`
}

function unquote(name: string): string {
  return /^`.*`$/s.test(name) ? name.slice(1, -1).replaceAll('``', '`') : name
}

function misread(message: string): Misreading {
  return { kind: 'misreading', message }
}
