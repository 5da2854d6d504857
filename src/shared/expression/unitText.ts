import { AppError } from '../errors.ts'
import { lowered } from './raisedDigits.ts'

/** A unit symbol with its exponent, as in m/s² : m¹ s⁻². A plain number is a symbol, too. */
export interface UnitPower {
  readonly symbol: string
  readonly exponent: number
}

/** Longer texts are no units, and brackets in them could nest without end. */
const LONGEST = 200

const SYMBOL = /(?:\p{L}|[°%‰′″☉⊙⊕℃℉Ωℓ_$€])(?:\p{L}|[☉⊙⊕_])*/uy
const NUMBER = /\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+/y
const EXPONENT = /\s*(?:\^|\*\*)\s*(?:\(\s*([+-]?[\d.]+)\s*(?:\/\s*([\d.]+)\s*)?\)|([+-]?\d+\.?\d*|[+-]?\.\d+))/y
/** `m2`, `s-1`: digits right after a symbol are its exponent. */
const GLUED_EXPONENT = /([+-]?\d+)(?![\d.]*[eE]?[\p{L}])/uy

/**
 * Takes the text of a unit apart: `kg·m/s²`, `m s^-2`, `d AU^(-3/2)`, `W/(m^2 K)`, `10^3 kg`. A slash holds for the next
 * symbol or bracket only.
 * @throws AppError badUnit with the text.
 */
export function parseUnitText(text: string): UnitPower[] {
  if (text.length > LONGEST) throw badUnit(`${text.slice(0, LONGEST)}…`)
  const source = text
    .normalize('NFC')
    .replace(/[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (raised) => `^${lowered(raised)}`)
    .replace(/[·⋅×∙•.*]+(?!\d)/g, (dots) => (dots === '**' ? dots : ' '))
    .replace(/[−–](?=\d)/g, '-')
    .trim()
  const reader = new UnitReader(source, text)
  return reader.readAll()
}

class UnitReader {
  readonly #source: string
  readonly #original: string
  #at = 0

  constructor(source: string, original: string) {
    this.#source = source
    this.#original = original
  }

  readAll(): UnitPower[] {
    const powers = this.#product()
    if (this.#at < this.#source.length || powers.length === 0) throw badUnit(this.#original)
    return powers
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#source)
    if (found) this.#at = pattern.lastIndex
    return found
  }

  #product(): UnitPower[] {
    const powers: UnitPower[] = []
    for (;;) {
      this.#match(/\s*/y)
      const sign = this.#match(/\/\s*/y) ? -1 : 1
      if (sign === 1) this.#match(/\*\s*/y)
      const factor = this.#factor()
      if (!factor) {
        if (sign < 0) throw badUnit(this.#original)
        return powers
      }
      powers.push(...factor.map(({ symbol, exponent }) => ({ symbol, exponent: sign * exponent })))
    }
  }

  #factor(): UnitPower[] | null {
    if (this.#match(/\(/y)) {
      const inner = this.#product()
      if (!this.#match(/\s*\)/y)) throw badUnit(this.#original)
      const exponent = this.#exponent(EXPONENT)
      return inner.map((power) => ({ ...power, exponent: power.exponent * exponent }))
    }
    const number = this.#match(NUMBER)
    if (number) return [{ symbol: number[0], exponent: this.#exponent(EXPONENT) }]
    const symbol = this.#match(SYMBOL)
    if (!symbol) return null
    const glued = this.#match(GLUED_EXPONENT)
    return [{ symbol: symbol[0], exponent: glued ? Number(glued[1]) : this.#exponent(EXPONENT) }]
  }

  #exponent(pattern: RegExp): number {
    const found = this.#match(pattern)
    if (!found) return 1
    const [, numerator, denominator = '1', plain] = found
    const exponent = plain === undefined ? Number(numerator) / Number(denominator) : Number(plain)
    if (!Number.isFinite(exponent)) throw badUnit(this.#original)
    return exponent
  }
}

/** A fault in a unit, with the text and what would be understood. */
export function badUnit(text: string, symbol: string | null = null): AppError {
  const what = symbol === null || symbol === text ? `The unit "${text}"` : `"${symbol}" in the unit "${text}"`
  const advice = 'Write it like m/s^2, kg m^-3, AU or %; leave it empty where there is none.'
  return new AppError('badUnit', `${what} was not understood. ${advice}`, { unit: text, symbol })
}
