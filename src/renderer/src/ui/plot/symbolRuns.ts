import { GREEK_LETTERS } from '../../../../shared/expression/latexName.ts'
import { raiseExponents } from '../raiseExponents.ts'

/** A piece of a line of SVG text: words as they are, symbols slanted, subscripts lowered. */
export interface TextRun {
  readonly text: string
  readonly style: 'plain' | 'symbol' | 'subscript'
}

const SYMBOL = /^(\p{L}|[A-Za-z]{2,7})(?:_?([0-9]{1,3}|(?<=_)\p{L}{1,4}))?$/u

/** A long unit leaves a name at least this many pixels. */
const LEAST_NAME = 60

/** A name as a physicist sets it: `v_1` as slanted v with a lowered 1, `lambda` as λ, words upright. */
export function symbolRuns(name: string): readonly TextRun[] {
  const [, stem = '', index] = SYMBOL.exec(name) ?? []
  const letter = [...stem].length === 1 ? stem : GREEK_LETTERS[stem]
  if (letter === undefined) return [{ text: name, style: 'plain' }]
  const runs: TextRun[] = [{ text: letter, style: 'symbol' }]
  return index === undefined ? runs : [...runs, { text: index, style: 'subscript' }]
}

/**
 * Label of an axis: its last word is set as a symbol where it is one (`residual of P`), the unit follows in brackets. A
 * name that is wider than `room` pixels loses its middle.
 */
export function axisRuns(label: string, unit: string | null, room: number, fontSize: number): readonly TextRun[] {
  const tail = unit === null || unit === '' ? '' : ` (${raiseExponents(unit)})`
  const shown = shorten(label, Math.max(LEAST_NAME, room - textWidth(tail, fontSize)), fontSize)
  const [, words = '', last = shown] = /^(.*\s)(\S+)$/.exec(shown) ?? []
  const runs = words === '' ? symbolRuns(last) : [...plainRuns(words), ...symbolRuns(last)]
  return tail === '' ? runs : [...runs, { text: tail, style: 'plain' }]
}

/** A text with `…` for its middle where it is wider than `room` pixels. */
export function shorten(words: string, room: number, fontSize: number): string {
  const letters = [...words]
  if (textWidth(words, fontSize) <= room) return words
  for (let kept = letters.length - 2; kept > 1; kept--) {
    const head = Math.ceil(kept / 2)
    const cut = `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (kept - head)).join('')}`
    if (textWidth(cut, fontSize) <= room) return cut
  }
  return '…'
}

export function plainRuns(text: string): readonly TextRun[] {
  return [{ text, style: 'plain' }]
}

export function runsText(runs: readonly TextRun[]): string {
  return runs.map((run) => run.text).join('')
}

/** Letters as wide as they are high. */
const WIDE_SCRIPT = /[\u{1100}-\u{115f}\u{2e80}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{ff00}-\u{ff60}]/u

/** Width in pixels at a font size, from mean widths of a sans-serif face; a little generous, so that labels keep clear. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0
  for (const character of text) {
    if (WIDE_SCRIPT.test(character)) width += 1
    else if (/[ilj.,:;'|!\u202f\u2009()[\] ]/.test(character)) width += 0.36
    else width += /[mwMW@%…]/.test(character) ? 0.92 : 0.61
  }
  return width * fontSize
}
