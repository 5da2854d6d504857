import type { Apply, Const, Expr } from '../domain/expr.ts'
import { formatLatexNumber } from './formatNumber.ts'
import { bracketed, joinFactors, latexAtom, latexNumber, type Latex } from './latexPiece.ts'
import type { LatexPrinter } from './printLatex.ts'

/** `inline` is for exponents: a/b in place of a fraction bar. */
export type Layout = 'display' | 'inline'

/** A product, its sign apart, so that sums can choose between + and −. */
export interface PrintedFraction {
  readonly negative: boolean
  readonly printed: Latex
}

/** Factors above and below the bar; exact numbers apart, because ½ stands better in front than in the fraction. */
interface Parts {
  negative: boolean
  readonly numbersAbove: Latex[]
  readonly numbersBelow: Latex[]
  readonly above: Latex[]
  readonly below: Latex[]
}

/** Prints a formula that is no sum: numbers first, divisions and negative powers under one bar. */
export function printFraction(expr: Expr, layout: Layout, printer: LatexPrinter): PrintedFraction {
  const parts: Parts = { negative: false, numbersAbove: [], numbersBelow: [], above: [], below: [] }
  collect(expr, false, parts, layout, printer)
  return { negative: parts.negative, printed: compose(parts, layout) }
}

function collect(expr: Expr, isBelow: boolean, parts: Parts, layout: Layout, printer: LatexPrinter): void {
  const side = isBelow ? parts.below : parts.above
  switch (expr.kind) {
    case 'const':
      parts.negative = parts.negative !== expr.numerator < 0
      collectConst(expr, isBelow, parts)
      return
    case 'param': {
      const { negative, printed } = printer.printParam(expr)
      parts.negative = parts.negative !== negative
      side.push(printed)
      return
    }
    case 'var':
      side.push(printer.print(expr, layout))
      return
    case 'apply':
      collectApply(expr, isBelow, parts, layout, printer)
  }
}

function collectConst(node: Const, isBelow: boolean, parts: Parts): void {
  const [top, bottom] = isBelow ? [parts.numbersBelow, parts.numbersAbove] : [parts.numbersAbove, parts.numbersBelow]
  if (Math.abs(node.numerator) !== 1 || node.symbol !== null) top.push(printConstSize(node))
  if (node.denominator !== 1) bottom.push(printConstSize({ ...node, numerator: node.denominator, symbol: null }))
}

/** Exact numbers keep up to 12 digits; the denominator of a rational goes below the bar. */
function printConstSize({ numerator, symbol }: Const): Latex {
  const size = Math.abs(numerator)
  const digits = Number.isInteger(size) && size < 1e15 ? String(size) : formatLatexNumber(size, 12)
  if (symbol === null) return latexNumber(digits)
  const letter = symbol === 'pi' ? '\\pi' : 'e'
  return size === 1 ? latexAtom(letter) : { ...latexNumber(digits + letter), binding: 'product' }
}

function collectApply(expr: Apply, isBelow: boolean, parts: Parts, layout: Layout, printer: LatexPrinter): void {
  const [a, b] = expr.args as [Expr, Expr]
  switch (expr.operator) {
    case 'neg':
      parts.negative = !parts.negative
      collect(a, isBelow, parts, layout, printer)
      return
    case 'mul':
    case 'div':
      collect(a, isBelow, parts, layout, printer)
      collect(b, isBelow !== (expr.operator === 'div'), parts, layout, printer)
      return
    case 'pow':
      if (printer.isNegative(b)) {
        const size = printer.print(b, 'inline').text.slice(1)
        const positive: Expr = b.kind === 'const' ? { ...b, numerator: -b.numerator } : b
        const side = isBelow ? parts.above : parts.below
        side.push(printer.printPower(a, size, positive, layout))
        return
      }
      break
    default:
  }
  const side = isBelow ? parts.below : parts.above
  const isSum = expr.operator === 'add' || expr.operator === 'sub'
  side.push(isSum ? printer.print(expr, layout) : printer.printApply(expr, layout))
}

function compose({ numbersAbove, numbersBelow, above, below }: Parts, layout: Layout): Latex {
  if (layout === 'inline') return bar([...numbersAbove, ...above], [...numbersBelow, ...below], layout)
  const isSingle = numbersAbove.length === 0 && above.length === 1
  if (below.length > 0 || numbersBelow.length === 0 || above.length === 0 || isSingle)
    return bar([...numbersAbove, ...above], [...numbersBelow, ...below], layout)
  return joinFactors([bar(numbersAbove, numbersBelow, layout), ...above])
}

function bar(above: readonly Latex[], below: readonly Latex[], layout: Layout): Latex {
  const top = joinFactors(above)
  if (below.length === 0) return top
  const bottom = joinFactors(below)
  if (layout === 'display') {
    return { ...latexAtom(`\\frac{${top.text}}{${bottom.text}}`, true), binding: 'product' }
  }
  const left = top.binding === 'sum' ? bracketed(top) : top
  const right = bottom.binding === 'atom' || bottom.binding === 'power' ? bottom : bracketed(bottom)
  return { text: `${left.text}/${right.text}`, binding: 'product', tall: left.tall || right.tall, number: false }
}
