import { apply, constant, param, paramValues, variable, type Const, type Expr } from '../domain/expr.ts'
import { expandCall, timesRead, type Definitions } from './definition.ts'
import { FUNCTIONS, quoteName } from './names.ts'
import { nearestName } from './nearestName.ts'
import { badFormula, tokenize, type Token } from './tokens.ts'
import { greatestCommonDivisor } from './greatestCommonDivisor.ts'

export interface ParseOptions {
  /** Names that may be used; without them every name is a variable. A column called `e` or `pi` hides the constant. */
  readonly columns?: readonly string[]
  /** Numbers that are not whole become Params to be fitted, not Consts. Default false. */
  readonly decimalsAreParams?: boolean
  /** Functions of the user's own; a call is replaced by the body. */
  readonly definitions?: Definitions
}

export interface Template {
  readonly expr: Expr
  /** names[i] is what the text calls parameter i; null for a Param written as a decimal. */
  readonly names: readonly (string | null)[]
}

/**
 * Reads infix: `+ - * / ^` (right-associative, tighter than unary minus), the functions of the operator table, `pi`, `e`,
 * and `back-quoted names`. A sign, `3/2` and `2*pi` fold into one exact Const.
 * @throws AppError badFormula with the character and what was expected.
 */
export function parse(text: string, options: ParseOptions = {}): Expr {
  return new Parser(text, options, null).parse()
}

/**
 * Reads a formula in which unknown lower-case names stand for numbers to be fitted: with columns a and P, `c*a^n` has the
 * Params c and n, which start at 1. Each may stand once, because Params are independent of each other.
 */
export function parseTemplate(text: string, options: ParseOptions & { readonly columns: readonly string[] }): Template {
  const names: (string | null)[] = []
  const expr = new Parser(text, options, names).parse()
  return { expr, names }
}

class Parser {
  readonly #tokens: readonly Token[]
  readonly #options: ParseOptions
  readonly #paramNames: (string | null)[] | null
  #next = 0

  constructor(text: string, options: ParseOptions, paramNames: (string | null)[] | null) {
    this.#tokens = tokenize(text)
    this.#options = options
    this.#paramNames = paramNames
  }

  parse(): Expr {
    const expr = this.#sum()
    const token = this.#peek()
    if (token.kind !== 'end') throw badFormula(token.position, `expected an operator or the end, found "${token.text}"`)
    return expr
  }

  #peek(): Token {
    return this.#tokens[this.#next]!
  }

  /** Steps over the symbol if it comes next. */
  #take(symbol: string): boolean {
    const token = this.#peek()
    const found = token.kind === 'symbol' && token.symbol === symbol
    if (found) this.#next++
    return found
  }

  #expect(symbol: string, where: string): void {
    if (this.#take(symbol)) return
    const token = this.#peek()
    const found = token.kind === 'end' ? 'the end' : `"${token.text}"`
    throw badFormula(token.position, `expected "${symbol}" ${where}, found ${found}`)
  }

  #sum(): Expr {
    let left = this.#term()
    for (;;) {
      if (this.#take('+')) left = apply('add', left, this.#term())
      else if (this.#take('-')) left = apply('sub', left, this.#term())
      else return left
    }
  }

  /** A product with its sign: `-x*y` is −(x·y), but in `-3*x` the sign belongs to the number. */
  #term(): Expr {
    if (this.#take('+')) return this.#term()
    if (!this.#take('-')) return this.#product(this.#power())
    const token = this.#peek()
    if (token.kind === 'symbol' && (token.symbol === '-' || token.symbol === '+')) return apply('neg', this.#term())
    const first = this.#power()
    const negated = token.text === '(' ? null : negateLiteral(first)
    return negated ? this.#product(negated) : apply('neg', this.#product(first))
  }

  #product(first: Expr): Expr {
    let left = first
    for (;;) {
      if (this.#take('*')) left = multiply(left, this.#factor())
      else if (this.#take('/')) left = divide(left, this.#factor())
      else return left
    }
  }

  /** A factor or an exponent, which may carry a sign of its own. */
  #factor(): Expr {
    if (this.#take('+')) return this.#factor()
    if (!this.#take('-')) return this.#power()
    const isBracket = this.#peek().text === '('
    const operand = this.#factor()
    return (isBracket ? null : negateLiteral(operand)) ?? apply('neg', operand)
  }

  #power(): Expr {
    const base = this.#primary()
    return this.#take('^') ? apply('pow', base, this.#factor()) : base
  }

  #primary(): Expr {
    const token = this.#peek()
    this.#next++
    if (token.kind === 'number') return this.#number(token.value)
    if (token.kind === 'name') return this.#name(token)
    if (token.kind === 'symbol' && token.symbol === '(') {
      const inner = this.#sum()
      this.#expect(')', 'to close the bracket')
      return inner
    }
    const found = token.kind === 'end' ? 'the end' : `"${token.text}"`
    throw badFormula(token.position, `expected a number, a name or "(", found ${found}`)
  }

  #number(value: number): Expr {
    if (!this.#options.decimalsAreParams || Number.isInteger(value)) return constant(value)
    this.#paramNames?.push(null)
    return param(value)
  }

  #name(token: Token & { kind: 'name' }): Expr {
    const { name, quoted } = token
    const operator = quoted ? undefined : FUNCTIONS.get(name)
    if (!quoted && this.#peek().text === '(') {
      this.#next++
      if (name === 'pow') return this.#powerCall()
      if (this.#options.definitions?.has(name)) return this.#definedCall(name)
      if (!operator) throw badFormula(token.position, unknownFunction(name))
      const argument = this.#sum()
      this.#expect(')', `after the argument of ${name}`)
      return isOne(argument) && operator === 'exp' ? constant(1, 1, 'e') : apply(operator, argument)
    }
    const { columns } = this.#options
    if (quoted || columns?.includes(name)) {
      if (columns && !columns.includes(name)) throw badFormula(token.position, unknownName(name, columns))
      return variable(name)
    }
    if (name === 'pi' || name === 'e') return constant(1, 1, name)
    if (operator) throw badFormula(token.position + name.length, `expected "(" after the function ${name}`)
    if (!columns) return variable(name)
    if (!this.#paramNames || name !== name.toLowerCase()) throw badFormula(token.position, unknownName(name, columns))
    if (this.#paramNames.includes(name))
      throw badFormula(token.position, `"${name}" is to be fitted and may stand only once; rewrite the formula`)
    this.#paramNames.push(name)
    return param(1)
  }

  #definedCall(name: string): Expr {
    const definition = this.#options.definitions!.get(name)!
    const args = definition.params.map((_, i) => {
      if (i > 0) this.#expect(',', `between the arguments of ${name}`)
      return this.#sum()
    })
    this.#expect(')', `after the arguments of ${name}`)
    // repeated in the body, a number to be fitted would be several
    if (args.some((arg, i) => paramValues(arg).length > 0 && timesRead(definition, i) !== 1)) {
      const position = this.#peek().position
      throw badFormula(position, `no number can be fitted inside of ${name}, which reads its argument more than once`)
    }
    return expandCall(definition, args)
  }

  #powerCall(): Expr {
    const base = this.#sum()
    this.#expect(',', 'between base and exponent of pow')
    const exponent = this.#sum()
    this.#expect(')', 'after the arguments of pow')
    return apply('pow', base, exponent)
  }
}

const isOne = (expr: Expr): boolean =>
  expr.kind === 'const' && expr.numerator === 1 && expr.denominator === 1 && expr.symbol === null

function negateLiteral(expr: Expr): Expr | null {
  if (expr.kind === 'const') return { ...expr, numerator: -expr.numerator }
  return expr.kind === 'param' ? param(-expr.value) : null
}

/** `2*pi` is one constant; other products of literals stay as they were written. */
function multiply(left: Expr, right: Expr): Expr {
  const folds = isConst(left) && left.symbol === null && isConst(right) && right.symbol !== null
  return folds && right.numerator === 1 && right.denominator === 1
    ? { ...left, symbol: right.symbol }
    : apply('mul', left, right)
}

/** `3/2` and `pi/2` are one constant, in lowest terms. */
function divide(left: Expr, right: Expr): Expr {
  const folds = isConst(left) && isWhole(left) && isConst(right) && isWhole(right) && right.symbol === null
  if (!folds || right.numerator <= 0) return apply('div', left, right)
  const divisor = greatestCommonDivisor(Math.abs(left.numerator), right.numerator)
  return constant(left.numerator / divisor, right.numerator / divisor, left.symbol)
}

const isConst = (expr: Expr): expr is Const => expr.kind === 'const'
const isWhole = (value: Const): boolean => value.denominator === 1 && Number.isSafeInteger(value.numerator)

function unknownFunction(name: string): string {
  const known = [...FUNCTIONS.keys()]
  const near = nearestName(name, known)
  return `there is no function "${name}"${near ? ` (did you mean ${near}?)` : ''}; known are ${known.join(', ')}`
}

function unknownName(name: string, columns: readonly string[]): string {
  const near = nearestName(name, columns)
  const list = columns.slice(0, 20).map(quoteName).join(', ') + (columns.length > 20 ? ', …' : '')
  return `there is no column "${name}"${near ? ` (did you mean ${quoteName(near)}?)` : ''}; the columns are ${list || 'none'}`
}
