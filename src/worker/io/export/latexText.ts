import { isAppError } from '../../../shared/errors.ts'
import { formatUnitExponent } from '../../../shared/expression/formatUnitPowers.ts'
import { latexSymbol, latexUpright } from '../../../shared/expression/latexName.ts'
import { lowered } from '../../../shared/expression/raisedDigits.ts'
import { parseUnitText } from '../../../shared/expression/unitText.ts'

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': "''",
  '±': '$\\pm$',
  '–': '--',
  '—': '---',
  '“': '``',
  '”': "''",
  '‘': '`',
  '’': "'",
  '…': '\\dots{}'
}

/** Any text as words in LaTeX, its special characters escaped. */
export function escapeLatex(text: string): string {
  return text
    .replace(/[\\~^<>|"±–—“”‘’…#$%&_{}]/g, (character) => SPECIAL[character] ?? `\\${character}`)
    .replace(/⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (raised) => `$^{${lowered(raised)}}$`)
}

/** A unit in upright letters: `d AU^(-3/2)` → \mathrm{d}\,\mathrm{AU}^{-3/2}; '' for none and for pure numbers. */
export function latexUnit(unit: string | null): string {
  if (unit === null || unit === '1' || unit === '-') return ''
  try {
    return parseUnitText(unit)
      .map(({ symbol, exponent }) => ({ base: latexUpright(symbol), exponent: formatUnitExponent(exponent) }))
      .map(({ base, exponent }) => (exponent === '1' ? base : `${base}^{${exponent}}`))
      .join('\\,')
  } catch (error) {
    // what is no unit to Lawsmith may still be one to the user
    if (isAppError(error)) return latexUpright(unit)
    throw error
  }
}

/**
 * LaTeX source with only the characters that pdflatex knows without further packages: symbols become commands, letters
 * with rare accents lose them, and what is left becomes a question mark.
 */
export function portableLatex(source: string): string {
  return source.normalize('NFC').replace(/[^\n\t\x20-\x7e]/gu, (character) => {
    if (/^[À-ÖØ-öø-ÿ]$/.test(character) && !/^[ÐÞðþ]$/.test(character)) return character
    const symbol = latexSymbol(character)
    if (symbol !== null) return `\\ensuremath{${symbol}}`
    const plain = character.normalize('NFKD').replace(/\p{M}/gu, '')
    if (/^[\x20-\x7e]+$/.test(plain)) return plain
    return /\p{M}|\p{C}/u.test(character) ? '' : '?'
  })
}
