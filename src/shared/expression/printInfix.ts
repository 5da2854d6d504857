import { type Apply, type Const, type Expr } from '../domain/expr.ts'
import { OPERATORS } from '../domain/operators.ts'
import { quoteName } from './names.ts'
import { negated } from './negated.ts'

/** How a product starts. `sign`: with a negative number. `literal`: with a number that a minus before it would belong to. */
interface Printed {
  readonly text: string
  readonly precedence: number
  readonly starts: 'sign' | 'literal' | 'other'
}

const ATOM = 9
const { add, mul, pow, neg } = OPERATORS

/**
 * The shortest infix text that reads back as the same formula, with numbers in full precision and names as columns have
 * them. A negative term is printed as a subtraction. A Param that is not finite has no reading.
 */
export function printInfix(expr: Expr): string {
  return print(expr).text
}

function print(expr: Expr): Printed {
  switch (expr.kind) {
    case 'const':
      return printConst(expr)
    case 'param':
      return printNumber(expr.value)
    case 'var':
      return { text: quoteName(expr.name), precedence: ATOM, starts: 'other' }
    case 'apply':
      return printApply(expr)
  }
}

function printNumber(value: number): Printed {
  // the sign of −0 is kept: 1/−0 is not 1/0
  const negative = value < 0 || Object.is(value, -0)
  return {
    text: negative ? `-${-value}` : String(value),
    precedence: negative ? neg.precedence : ATOM,
    starts: negative ? 'sign' : 'literal'
  }
}

/** e is printed as exp(1): a table may have a column of that name. */
function printConst({ numerator, denominator, symbol }: Const): Printed {
  const symbolText = symbol === 'e' ? 'exp(1)' : symbol
  if (symbolText === null && denominator === 1) return printNumber(numerator)
  const sign = numerator < 0 ? '-' : ''
  const size = Math.abs(numerator)
  const top = symbolText === null ? String(size) : size === 1 ? symbolText : `${size}*${symbolText}`
  const isAtom = denominator === 1 && size === 1
  return {
    text: sign + (denominator === 1 ? top : `${top}/${denominator}`),
    precedence: sign ? neg.precedence : isAtom ? ATOM : mul.precedence,
    starts: sign ? 'sign' : 'literal'
  }
}

function printApply({ operator, args }: Apply): Printed {
  const [a, b] = args as [Expr, Expr]
  switch (operator) {
    case 'add':
    case 'sub':
      return printSum(operator, a, b)
    case 'mul':
    case 'div': {
      const left = print(a)
      const leftText = left.precedence >= mul.precedence || left.starts === 'sign' ? left.text : bracket(left)
      const right = print(b)
      const rightText = right.precedence > mul.precedence ? right.text : bracket(right)
      const starts = leftText === left.text ? left.starts : 'other'
      const precedence = starts === 'sign' ? neg.precedence : mul.precedence
      return { text: leftText + OPERATORS[operator].symbol + rightText, precedence, starts }
    }
    case 'pow': {
      const base = print(a)
      const exponent = print(b)
      const bare = exponent.precedence >= pow.precedence || isSignedAtom(b, exponent)
      const text = `${base.precedence > pow.precedence ? base.text : bracket(base)}^${bare ? exponent.text : bracket(exponent)}`
      return { text, precedence: pow.precedence, starts: 'other' }
    }
    case 'neg': {
      const operand = print(a)
      const isNumber = a.kind !== 'apply' && operand.starts === 'literal'
      const bare = isNumber || (operand.precedence >= mul.precedence && operand.starts !== 'literal')
      const text = '-' + (bare ? operand.text : bracket(operand))
      return { text, precedence: neg.precedence, starts: isNumber ? 'sign' : 'other' }
    }
    default:
      return { text: `${OPERATORS[operator].symbol}(${print(a).text})`, precedence: ATOM, starts: 'other' }
  }
}

function printSum(operator: 'add' | 'sub', a: Expr, b: Expr): Printed {
  let isSum = operator === 'add'
  let term = b
  for (let positive = negated(term); positive; positive = negated(term)) {
    term = positive
    isSum = !isSum
  }
  const right = print(term)
  const rightText = right.precedence > add.precedence ? right.text : bracket(right)
  return { text: `${print(a).text} ${isSum ? '+' : '-'} ${rightText}`, precedence: add.precedence, starts: 'other' }
}

/** An exponent such as −2 or −x, which needs no brackets. */
function isSignedAtom(expr: Expr, printed: Printed): boolean {
  if (expr.kind === 'apply') return expr.operator === 'neg' && print(expr.args[0]!).precedence >= pow.precedence
  return printed.starts === 'sign' && !/[*/]/.test(printed.text)
}

function bracket(printed: Printed): string {
  return `(${printed.text})`
}
