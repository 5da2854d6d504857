import type { Encoding, ImportOptions } from '../../../../shared/domain/dataset.ts'

/** One choice of a correction: what it says and the options that it sets. */
export interface ImportChoice {
  readonly title: string
  readonly options: Partial<ImportOptions>
}

const DELIMITERS: Readonly<Record<ImportOptions['delimiter'], string>> = {
  ',': 'comma ,',
  ';': 'semicolon ;',
  '\t': 'tab',
  '|': 'bar |',
  ' ': 'spaces'
}

const ENCODINGS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Latin-1'
}

export const DELIMITER_CHOICES: readonly ImportChoice[] = entries(DELIMITERS).map(([delimiter, title]) => ({
  title,
  options: { delimiter }
}))

export const DECIMAL_CHOICES: readonly ImportChoice[] = [
  { title: 'point .', options: { decimalMark: '.' } },
  { title: 'comma ,', options: { decimalMark: ',' } }
]

export const ENCODING_CHOICES: readonly ImportChoice[] = entries(ENCODINGS).map(([encoding, title]) => ({
  title,
  options: { encoding }
}))

const USUAL_HEADER_ROWS = [1, 2, 3, 4, 5]

/** Header lines to choose from; the one in use is among them however far down it stands. */
export function headerChoices(used: number): readonly ImportChoice[] {
  const rows = [...new Set([...USUAL_HEADER_ROWS, used])].filter((row) => row > 0).toSorted((a, b) => a - b)
  return [
    { title: 'none', options: { headerRow: 0, unitsRow: false } },
    ...rows.map((headerRow) => ({ title: `row ${headerRow}`, options: { headerRow } }))
  ]
}

export function unitsChoices(headerRow: number): readonly ImportChoice[] {
  return [
    { title: headerRow === 0 ? 'none' : 'in header', options: { unitsRow: false } },
    { title: `row ${headerRow + 1}`, options: { unitsRow: true } }
  ]
}

/** Index of the choice that is in force; −1 where none is. */
export function choiceInForce(choices: readonly ImportChoice[], used: ImportOptions): number {
  return choices.findIndex(({ options }) =>
    entries(options).every(([key, value]) =>
      key === 'unitsRow' && 'headerRow' in options ? true : used[key] === value
    )
  )
}

function entries<T extends object>(record: T): [keyof T, T[keyof T]][] {
  return Object.entries(record) as [keyof T, T[keyof T]][]
}
