import { fold, type Const, type Expr } from '../domain/expr.ts'
import { OPERATORS } from '../domain/operators.ts'

interface Printed {
  readonly text: string
  readonly precedence: number
}

const ATOM = 9
/** A double is read back from so many digits by every spreadsheet; further ones are cut off there. */
const MOST_DIGITS = 15
const CONSTANTS = { pi: 'PI()', e: 'EXP(1)' } as const

/**
 * The formula as a cell of a spreadsheet takes it, without the sign `=` in front; `cellOf` gives the cell of a variable.
 * There a minus sign binds tighter than a power, -2^2 = 4, and powers are read from the left.
 */
export function printSheet(expr: Expr, cellOf: (variable: string) => string): string {
  return fold<Printed>(expr, {
    const: printConst,
    param: (node) => printNumber(node.value),
    var: (node) => ({ text: cellOf(node.name), precedence: ATOM }),
    apply: ({ operator }, args) => {
      const { code, precedence, commutative } = OPERATORS[operator]
      if (operator === 'neg') return negated(args[0]!)
      if (code.sheet.endsWith(')'))
        return {
          text: filled(
            code.sheet,
            args.map(({ text }) => text)
          ),
          precedence: ATOM
        }
      const [left, right] = [args[0]!, args[1]!]
      const isOpenLeft = operator === 'pow' ? left.precedence > precedence : left.precedence >= precedence
      const isOpenRight = (commutative ? right.precedence >= precedence : right.precedence > precedence) && !right.text.startsWith('-') // prettier-ignore
      const texts = [isOpenLeft ? left.text : `(${left.text})`, isOpenRight ? right.text : `(${right.text})`]
      return { text: filled(code.sheet.replaceAll(' ', ''), texts), precedence }
    }
  }).text
}

/** The sign takes what follows it at once, so that a power in there needs brackets. */
function negated({ text, precedence }: Printed): Printed {
  const isOpen = precedence >= OPERATORS.mul.precedence && !text.includes('^') && !text.startsWith('-')
  return { text: isOpen ? `-${text}` : `-(${text})`, precedence: OPERATORS.mul.precedence }
}

function filled(template: string, texts: readonly string[]): string {
  return template.replace(/\$(\d)/g, (_, digit: string) => texts[Number(digit)]!)
}

function printConst({ numerator, denominator, symbol }: Const): Printed {
  const parts = [
    ...(symbol === null || numerator !== 1 || denominator !== 1 ? [printNumber(numerator).text] : []),
    ...(symbol === null ? [] : [CONSTANTS[symbol]])
  ]
  const text = parts.join('*') + (denominator === 1 ? '' : `/${printNumber(denominator).text}`)
  return { text, precedence: /[*/-]/.test(text) ? OPERATORS.mul.precedence : ATOM }
}

function printNumber(value: number): Printed {
  const text = String(Number(value.toPrecision(MOST_DIGITS))).replace('e', 'E')
  return { text, precedence: text.startsWith('-') ? OPERATORS.mul.precedence : ATOM }
}
