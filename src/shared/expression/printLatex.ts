import { mapExpr, param, type Apply, type Expr, type Param } from '../domain/expr.ts'
import type { OperatorId } from '../domain/operators.ts'
import { formatLatexNumber } from './formatNumber.ts'
import { printFraction, type Layout, type PrintedFraction } from './latexFraction.ts'
import { latexName } from './latexName.ts'
import { bracketed, latexAtom, latexNumber, type Latex } from './latexPiece.ts'

export interface LatexOptions {
  /** Significant digits of fitted numbers, for all or one by one in parameter order. Default 5; zeros at the end go. */
  readonly digits?: number | readonly number[]
  /** What to write for parameter i in place of its value; null for the value. */
  readonly paramNames?: readonly (string | null)[]
}

const FUNCTION_NAMES: Partial<Record<OperatorId, string>> = {
  asin: '\\arcsin',
  acos: '\\arccos',
  atan: '\\arctan',
  log: '\\ln',
  log10: '\\log_{10}'
}

/** Longest exponent, in characters as seen, for which e^{…} is easier to read than \exp(…). */
const LONGEST_EXPONENT = 14

/**
 * The formula in LaTeX as a journal would print it, for plain LaTeX with amsmath and for KaTeX: fractions, roots, Greek
 * letters, numbers first, negative powers below the bar. `log` is natural and printed as \ln.
 */
export function printLatex(expr: Expr, options: LatexOptions = {}): string {
  const indices = new Map<Param, number>()
  // every Param gets an object of its own, because products are printed in another order than parameters are counted
  const own = mapExpr(expr, {
    param: ({ value }) => {
      const copy = param(value)
      indices.set(copy, indices.size)
      return copy
    }
  })
  return new LatexPrinter(options, indices).print(own, 'display').text
}

export class LatexPrinter {
  readonly #options: LatexOptions
  readonly #indices: ReadonlyMap<Param, number>

  constructor(options: LatexOptions, indices: ReadonlyMap<Param, number>) {
    this.#options = options
    this.#indices = indices
  }

  print(expr: Expr, layout: Layout): Latex {
    if (expr.kind === 'var') return latexAtom(latexName(expr.name))
    if (expr.kind === 'apply' && (expr.operator === 'add' || expr.operator === 'sub')) return this.#sum(expr, layout)
    return signed(printFraction(expr, layout, this))
  }

  /** The size of a fitted number and its sign; a name has none. */
  printParam(node: Param): { negative: boolean; printed: Latex } {
    const index = this.#indices.get(node)!
    const name = this.#options.paramNames?.[index]
    if (name) return { negative: false, printed: latexAtom(latexName(name)) }
    const { digits } = this.#options
    const text = formatLatexNumber(Math.abs(node.value), typeof digits === 'object' ? digits[index] : digits)
    return { negative: node.value < 0, printed: latexNumber(text) }
  }

  isNegative(expr: Expr): boolean {
    if (expr.kind === 'const') return expr.numerator < 0
    return expr.kind === 'param' && this.printParam(expr).negative
  }

  /** A power or a function; sums and products are printed elsewhere. */
  printApply({ operator, args }: Apply, layout: Layout): Latex {
    const [a, b] = args as [Expr, Expr]
    switch (operator) {
      case 'pow':
        return this.printPower(a, this.print(b, 'inline').text, b, layout)
      case 'sqrt':
      case 'cbrt': {
        const inner = this.print(a, 'display')
        return latexAtom(`\\sqrt${operator === 'cbrt' ? '[3]' : ''}{${inner.text}}`, inner.tall)
      }
      case 'abs': {
        const { text, tall } = this.print(a, layout)
        return latexAtom(tall ? `\\left|${text}\\right|` : `|${text}|`, tall)
      }
      case 'exp':
        return this.#exponential(a, layout)
      default: {
        const argument = bracketed(this.print(a, layout))
        return { ...latexAtom(functionName(operator) + argument.text, argument.tall), binding: 'power' }
      }
    }
  }

  /** base^exponent with the printed exponent; \sqrt for 1/2, \sin^{2}(x) for whole powers of functions. */
  printPower(base: Expr, exponent: string, exponentExpr: Expr, layout: Layout): Latex {
    if (exponent === '1') return this.print(base, layout)
    if (exponent === '1/2' && exponentExpr.kind === 'const') {
      const inner = this.print(base, 'display')
      return latexAtom(`\\sqrt{${inner.text}}`, inner.tall)
    }
    if (base.kind === 'apply' && isNamedFunction(base.operator) && /^[2-9]$/.test(exponent)) {
      const argument = bracketed(this.print(base.args[0]!, layout))
      const text = `${functionName(base.operator)}^{${exponent}}${argument.text}`
      return { ...latexAtom(text, argument.tall), binding: 'power' }
    }
    const printed = this.print(base, layout)
    const closed =
      printed.binding === 'atom' && !(printed.number && printed.text.includes('^')) ? printed : bracketed(printed)
    return { ...closed, text: `${closed.text}^{${exponent}}`, binding: 'power' }
  }

  #exponential(argument: Expr, layout: Layout): Latex {
    const inline = this.print(argument, 'inline').text
    const isShort = !/\^|\\frac|\\sqrt/.test(inline) && visibleLength(inline) <= LONGEST_EXPONENT
    if (isShort) return { ...latexAtom(`e^{${inline}}`), binding: 'power' }
    const inner = bracketed(this.print(argument, layout))
    return { ...latexAtom(`\\exp${inner.text}`, inner.tall), binding: 'power' }
  }

  #sum({ operator, args }: Apply, layout: Layout): Latex {
    const [a, b] = args as [Expr, Expr]
    const left = this.print(a, layout)
    const isSum = b.kind === 'apply' && (b.operator === 'add' || b.operator === 'sub')
    const term = isSum ? { negative: false, printed: this.print(b, layout) } : printFraction(b, layout, this)
    const minus = (operator === 'sub') !== term.negative
    const right = isSum && (minus || term.printed.text.startsWith('-')) ? bracketed(term.printed) : term.printed
    const text = `${left.text} ${minus ? '-' : '+'} ${right.text}`
    return { ...latexAtom(text, left.tall || right.tall), binding: 'sum' }
  }
}

function signed({ negative, printed }: PrintedFraction): Latex {
  if (!negative) return printed
  const body = printed.binding === 'sum' ? bracketed(printed) : printed
  return { ...body, text: `-${body.text}`, binding: 'sum' }
}

function functionName(operator: OperatorId): string {
  return FUNCTION_NAMES[operator] ?? `\\${operator}`
}

function isNamedFunction(operator: OperatorId): boolean {
  return /^a?(sin|cos|tan)h?$|^log$/.test(operator)
}

function visibleLength(latex: string): number {
  return latex
    .replace(/\\[,; ]/g, '')
    .replace(/\\mathrm/g, '')
    .replace(/\\[A-Za-z]+/g, 'a')
    .replace(/[{} ]/g, '').length
}
