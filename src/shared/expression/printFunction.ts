import { variableNames, type Expr } from '../domain/expr.ts'
import type { CodeTarget } from '../domain/operators.ts'
import { codeNames } from './codeNames.ts'
import { printCode } from './printCode.ts'

export interface CodeFunction {
  /** Name of the computed quantity; the function is called so. */
  readonly target: string
  /** Arguments in this order; null for the variables of the formula. */
  readonly inputs: readonly string[] | null
  /** Lines for the docstring or comment. */
  readonly lines: readonly string[]
}

/** The identifiers of a printed function: its own name and those of its arguments. */
export interface CodeSignature {
  readonly name: string
  readonly inputs: readonly { readonly variable: string; readonly identifier: string }[]
}

export function codeSignature(expr: Expr, { target, inputs }: CodeFunction, language: CodeTarget): CodeSignature {
  const variables = inputs ?? variableNames(expr)
  const [name, ...identifiers] = codeNames([target, ...variables], language)
  return { name: name!, inputs: variables.map((variable, i) => ({ variable, identifier: identifiers[i]! })) }
}

/** A whole function in Python (numpy, arrays welcome), C (math.h) or JavaScript (an ES module) that computes the formula. */
export function printFunction(expr: Expr, about: CodeFunction, language: CodeTarget): string {
  const { name, inputs } = codeSignature(expr, about, language)
  const identifiers = new Map(inputs.map(({ variable, identifier }) => [variable, identifier]))
  const body = printCode(expr, language, (variable) => identifiers.get(variable)!)
  const args = inputs.map(({ identifier }) => identifier)
  switch (language) {
    case 'python':
      return python(name, args, body, about.lines)
    case 'c':
      return c(name, args, body, about.lines)
    case 'javascript':
      return javascript(name, args, body, about.lines)
  }
}

function python(name: string, args: readonly string[], body: string, lines: readonly string[]): string {
  // whole-number arrays would refuse negative powers
  const conversions = args.map((arg) => `    ${arg} = np.asarray(${arg}, dtype=float)\n`).join('')
  const text = lines.map((line) => line.replaceAll('\\', '\\\\').replaceAll('"', "'")).join('\n    ')
  return `import numpy as np\n\n\ndef ${name}(${args.join(', ')}):\n    """${text}\n    """\n${conversions}    return ${body}\n`
}

function c(name: string, args: readonly string[], body: string, lines: readonly string[]): string {
  const parameters = args.map((arg) => `double ${arg}`).join(', ') || 'void'
  return `#include <math.h>\n\n${comment(lines)}double ${name}(${parameters})\n{\n    return ${body};\n}\n`
}

function javascript(name: string, args: readonly string[], body: string, lines: readonly string[]): string {
  return `${comment(lines)}export function ${name}(${args.join(', ')}) {\n  return ${body}\n}\n`
}

function comment(lines: readonly string[]): string {
  return `/*\n${lines.map((line) => ` * ${line.replaceAll('*/', '* /')}\n`).join('')} */\n`
}
