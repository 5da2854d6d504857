import { fold, type Const, type Expr } from '../domain/expr.ts'
import { OPERATORS, type CodeTarget } from '../domain/operators.ts'

interface Printed {
  readonly text: string
  readonly precedence: number
}

const ATOM = 9
const CONSTANTS: Readonly<Record<CodeTarget, { readonly pi: string; readonly e: string }>> = {
  python: { pi: 'np.pi', e: 'np.e' },
  // M_PI is an extension that strict compilers do not offer
  c: { pi: '3.141592653589793', e: '2.718281828459045' },
  javascript: { pi: 'Math.PI', e: 'Math.E' }
}

/** The formula as an expression of a programming language, numbers in full precision; `nameOf` gives valid identifiers. */
export function printCode(expr: Expr, target: CodeTarget, nameOf: (variable: string) => string): string {
  return fold<Printed>(expr, {
    const: (node) => printConst(node, target),
    param: (node) => printNumber(node.value, target),
    var: (node) => ({ text: nameOf(node.name), precedence: ATOM }),
    apply: ({ operator }, args) => {
      const { code, precedence } = OPERATORS[operator]
      const template = code[target]
      const isInfix = !template.endsWith(')')
      const text = template.replace(/\$(\d)/g, (_, digit: string) => {
        const printed = args[Number(digit)]!
        const isLeft = digit === '0' && args.length > 1 && operator !== 'pow'
        const binds = printed.precedence > precedence || (isLeft && standsLeftOf(precedence, printed))
        // a sign right before another would be the operator --
        const isOpen = !isInfix || (binds && !(operator === 'neg' && printed.text.startsWith('-')))
        return isOpen ? printed.text : `(${printed.text})`
      })
      return { text, precedence: isInfix ? precedence : ATOM }
    }
  }).text
}

/** Left operands of the same strength need no brackets, and neither do negative numbers. */
function standsLeftOf(precedence: number, printed: Printed): boolean {
  return printed.precedence === precedence || /^-[\d.e+-]+$/.test(printed.text)
}

function printConst({ numerator, denominator, symbol }: Const, target: CodeTarget): Printed {
  if (symbol === null && denominator === 1) return printNumber(numerator, target)
  const letter = symbol === null ? null : CONSTANTS[target][symbol]
  if (letter !== null && numerator === 1 && denominator === 1) return { text: letter, precedence: ATOM }
  const ratio =
    denominator === 1 ? number(numerator, target) : `${number(numerator, target)} / ${number(denominator, target)}`
  const precedence = numerator < 0 ? OPERATORS.neg.precedence : OPERATORS.mul.precedence
  return { text: letter === null ? ratio : `${ratio} * ${letter}`, precedence }
}

function printNumber(value: number, target: CodeTarget): Printed {
  const text = number(value, target)
  return { text, precedence: text.startsWith('-') ? OPERATORS.neg.precedence : ATOM }
}

/** In C a number without point or exponent would be an int, and 3/2 would be 1. */
function number(value: number, target: CodeTarget): string {
  const text = Object.is(value, -0) ? '-0.0' : String(value)
  return target === 'c' && /^-?\d+$/.test(text) ? `${text}.0` : text
}
