import { AppError } from '../errors.ts'

/** A piece of infix text; `position` counts characters from 1. */
export type Token = { readonly position: number; readonly text: string } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string; readonly quoted: boolean }
  | { readonly kind: 'symbol'; readonly symbol: string }
  | { readonly kind: 'end' }
)

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const NAME = /[\p{L}_][\p{L}\p{M}\p{Nd}_]*/uy
const QUOTED = /`((?:[^`]|``)*)`/y
const SYMBOL = /\*\*|[-+*/^(),−–·⋅×÷]/y
/** Other ways to write the same sign: typographic ones and Python's power. */
const SAME_SYMBOL: Readonly<Record<string, string>> = {
  '**': '^',
  '−': '-',
  '–': '-',
  '·': '*',
  '⋅': '*',
  '×': '*',
  '÷': '/'
}

/** Far beyond any formula that a person reads; keeps the recursion of parsing and folding within the stack. */
const MAX_TOKENS = 2000
const MAX_NESTING = 200

/** Cuts infix text into tokens, the last one of kind `end`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  let nesting = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  for (;;) {
    at += /^\s*/.exec(text.slice(at))![0].length
    const position = at + 1
    if (at >= text.length) return [...tokens, { kind: 'end', position, text: '' }]
    const number = match(NUMBER)
    const quoted = number ? null : match(QUOTED)
    const name = number || quoted ? null : match(NAME)
    const symbol = number || quoted || name ? null : match(SYMBOL)
    const found = number ?? quoted ?? name ?? symbol
    if (!found) throw unreadable(text, at)
    const source = found[0]
    at += source.length
    nesting += source === '(' ? 1 : source === ')' ? -1 : 0
    if (tokens.length >= MAX_TOKENS || nesting > MAX_NESTING) throw badFormula(position, 'the formula is too long')
    if (number) tokens.push({ kind: 'number', position, text: source, value: Number(source) })
    else if (quoted)
      tokens.push({ kind: 'name', position, text: source, name: quoted[1]!.replaceAll('``', '`'), quoted: true })
    else if (name) tokens.push({ kind: 'name', position, text: source, name: source, quoted: false })
    else tokens.push({ kind: 'symbol', position, text: source, symbol: SAME_SYMBOL[source] ?? source })
  }
}

function unreadable(text: string, at: number): AppError {
  const position = at + 1
  if (text[at] === '`') return badFormula(position, 'the back-quoted name has no closing back-quote')
  const character = String.fromCodePoint(text.codePointAt(at)!)
  return badFormula(position, `the character "${character}" has no meaning in a formula; put odd names in back-quotes`)
}

/** A fault in a formula, with the character (from 1) where it lies. */
export function badFormula(position: number, message: string): AppError {
  return new AppError('badFormula', `Formula, character ${position}: ${message}.`, { position })
}
