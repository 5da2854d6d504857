import { variableNames, type Expr } from '../domain/expr.ts'
import { AppError } from '../errors.ts'
import type { Definitions } from './definition.ts'
import { nearestName } from './nearestName.ts'
import { FUNCTIONS, quoteName } from './names.ts'
import { parseTemplate } from './parse.ts'

/** A function to be found, where the template calls it. */
export interface UnknownFunction {
  /** As the user calls it: f. */
  readonly name: string
  readonly inputs: readonly string[]
  /** The variable that stands for it in the fixed parts. */
  readonly placeholder: string
}

/** A law of which parts are known: `y = a*f(x) + g(z)`. */
export interface LawTemplate {
  readonly target: string
  /** The fixed parts: a Param for every number to be fitted, a placeholder for every unknown function. */
  readonly expr: Expr
  /** What the text calls the numbers, in parameter order. */
  readonly numbers: readonly (string | null)[]
  readonly functions: readonly UnknownFunction[]
}

export interface TemplateColumns {
  /** Names of all columns of numbers. */
  readonly columns: readonly string[]
  /** Those that `f()` without arguments stands for. */
  readonly inputs: readonly string[]
  /** Functions of the user's own, which are known. */
  readonly definitions?: Definitions
}

/**
 * Reads `target = formula`. A function of an unknown name is to be found and may stand once; unknown lower-case names are
 * numbers to be fitted; everything else is fixed. Throws AppError badFormula or unknownColumn.
 */
export function readLawTemplate(
  text: string,
  { columns, inputs, definitions = new Map() }: TemplateColumns
): LawTemplate {
  const equals = text.indexOf('=')
  const target = unquoteName(text.slice(0, Math.max(0, equals)).trim())
  if (equals < 0) throw new AppError('badFormula', 'Write an equation, such as y = a*f(x) + g(z).', { text })
  if (target === '') throw new AppError('badFormula', 'Name the target before the “=”.', { text })
  if (!columns.includes(target)) throw noColumn(target, columns, `Columns: ${columns.map(quoteName).join(', ')}.`)

  const others = columns.filter((name) => name !== target)
  const functions: UnknownFunction[] = []
  const fixed = replaceCalls(text.slice(equals + 1), [...others, ...definitions.keys()], (name, args) => {
    if (functions.some((known) => known.name === name)) {
      throw new AppError('badFormula', `${name} may stand only once; give another unknown function another name.`, {
        name
      })
    }
    const called = args.length === 0 ? inputs.filter((each) => each !== target) : args
    functions.push({ name, inputs: called, placeholder: `unknown function ${functions.length}` })
    return quoteName(functions.at(-1)!.placeholder)
  })
  const stranger = functions.flatMap((each) => each.inputs).find((name) => !others.includes(name))
  if (stranger === target) {
    throw new AppError('badFormula', `“${target}” is the target and cannot be an input, too.`, { target })
  }
  if (stranger !== undefined) {
    const example = others.slice(0, 2).map(quoteName).join(', ')
    throw noColumn(stranger, others, `An unknown function takes columns, such as f(${example}).`)
  }
  const placeholders = functions.map(({ placeholder }) => placeholder)
  const { expr, names } = parseTemplate(fixed, { columns: [...others, ...placeholders], definitions })
  return { target, expr, numbers: names, functions }
}

/** The columns that the template reads, outside and inside of its unknown functions. */
export function templateInputs({ expr, functions }: LawTemplate): string[] {
  const placeholders = functions.map(({ placeholder }) => placeholder)
  const fixed = variableNames(expr).filter((name) => !placeholders.includes(name))
  return [...new Set([...fixed, ...functions.flatMap(({ inputs }) => inputs)])]
}

/** One unknown function and nothing else: the whole law is to be found. */
export function isUnknownWhole({ expr, functions }: LawTemplate): boolean {
  return functions.length === 1 && expr.kind === 'var'
}

/** Replaces every call of a function that is not known by its name; arguments are plain column names. */
function replaceCalls(
  text: string,
  known: readonly string[],
  replace: (name: string, args: readonly string[]) => string
): string {
  return text.replace(/(`(?:[^`]|``)+`)|([\p{L}_][\p{L}\p{Nd}_]*)\s*\(([^()]*)\)/gu, (whole, quoted, name, list) => {
    if (typeof quoted === 'string' || typeof name !== 'string' || typeof list !== 'string') return String(whole)
    if (FUNCTIONS.has(name) || name === 'pow' || known.includes(name)) return String(whole)
    const args = list.split(',').map((arg) => unquoteName(arg.trim()))
    return replace(name, args.length === 1 && args[0] === '' ? [] : args)
  })
}

function noColumn(name: string, columns: readonly string[], rest: string): AppError {
  const near = nearestName(name, columns)
  const hint = near === null ? '' : ` Did you mean ${quoteName(near)}?`
  return new AppError('unknownColumn', `There is no number column “${name}”.${hint} ${rest}`, { column: name, columns })
}

/** A name as infix writes it, without its back-quotes. */
export function unquoteName(name: string): string {
  return /^`.*`$/s.test(name) ? name.slice(1, -1).replaceAll('``', '`') : name
}
