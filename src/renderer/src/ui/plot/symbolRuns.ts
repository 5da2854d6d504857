import { GREEK_LETTERS } from '../../../../shared/expression/latexName.ts'

/** A piece of a line of SVG text: words as they are, symbols slanted, subscripts lowered. */
export interface TextRun {
  readonly text: string
  readonly style: 'plain' | 'symbol' | 'subscript'
}

const SYMBOL = /^(\p{L}|[A-Za-z]{2,7})(?:_?([0-9]{1,3}|(?<=_)\p{L}{1,4}))?$/u

/** A name as a physicist sets it: `v_1` as slanted v with a lowered 1, `lambda` as λ, words upright. */
export function symbolRuns(name: string): readonly TextRun[] {
  const [, stem = '', index] = SYMBOL.exec(name) ?? []
  const letter = [...stem].length === 1 ? stem : GREEK_LETTERS[stem]
  if (letter === undefined) return [{ text: name, style: 'plain' }]
  const runs: TextRun[] = [{ text: letter, style: 'symbol' }]
  return index === undefined ? runs : [...runs, { text: index, style: 'subscript' }]
}

/** Label of an axis: its last word is set as a symbol where it is one (`residual of P`), the unit follows in brackets. */
export function axisRuns(label: string, unit: string | null): readonly TextRun[] {
  const [, words = '', last = label] = /^(.*\s)(\S+)$/.exec(label) ?? []
  const runs = words === '' ? symbolRuns(last) : [...plainRuns(words), ...symbolRuns(last)]
  return unit === null || unit === '' ? runs : [...runs, { text: ` (${unit})`, style: 'plain' }]
}

export function plainRuns(text: string): readonly TextRun[] {
  return [{ text, style: 'plain' }]
}

export function runsText(runs: readonly TextRun[]): string {
  return runs.map((run) => run.text).join('')
}

/** Width in pixels at a font size, from mean widths of a sans-serif face; a little generous, so that labels keep clear. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0
  for (const character of text) {
    width += /[ilj.,:;'|!\u202f\u2009()[\] ]/.test(character) ? 0.36 : /[mwMW@%]/.test(character) ? 0.92 : 0.61
  }
  return width * fontSize
}
