import type { ImportOptions } from '../../shared/domain/dataset.ts'
import { isAppError } from '../../shared/errors.ts'
import { DelimitedTokenizer } from './delimitedTokenizer.ts'
import { isMissing } from './isMissing.ts'
import { parseDate } from './parseDate.ts'
import { parseNumber, parsePlainNumber } from './parseNumber.ts'

export type Delimiter = ImportOptions['delimiter']
export type DecimalMark = ImportOptions['decimalMark']

export interface Dialect {
  readonly delimiter: Delimiter
  readonly decimalMark: DecimalMark
}

export interface HeadRecord {
  readonly fields: readonly string[]
  readonly line: number
}

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|', ' ']
const DECIMAL_MARKS: readonly DecimalMark[] = ['.', ',']
const RECORDS_TRIED = 200

/** The whole records at the head of a text, and the comments above the first of them. */
export function headRecords(
  text: string,
  isWhole: boolean,
  delimiter: Delimiter
): { readonly records: readonly HeadRecord[]; readonly comments: readonly string[] } {
  const records: HeadRecord[] = []
  const comments: string[] = []
  const tokenizer = new DelimitedTokenizer(
    delimiter,
    (fields, line) => records.push({ fields: [...fields], line }),
    (comment) => {
      if (records.length === 0) comments.push(comment)
    }
  )
  tokenizer.write(text)
  if (isWhole) tokenizer.end()
  return { records, comments }
}

/** Cells of a record, without the empty one that a delimiter at the end of the line leaves. */
export function recordWidth(fields: readonly string[]): number {
  return fields.length > 1 && fields.at(-1)!.trim() === '' ? fields.length - 1 : fields.length
}

/** The most frequent width; the larger one of equals. */
export function commonWidth(records: readonly HeadRecord[]): number {
  const counts = new Map<number, number>()
  for (const { fields } of records) counts.set(recordWidth(fields), (counts.get(recordWidth(fields)) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

/**
 * Finds delimiter and decimal mark together: the pair under which the lines have equally many cells and most cells are
 * numbers, dates or missing. `1,5;2` alone could be read in two ways; its columns cannot.
 */
export function sniffDialect(text: string, isWhole: boolean, given: Partial<Dialect>): Dialect & { reason: string } {
  let best = {
    delimiter: given.delimiter ?? ',',
    decimalMark: given.decimalMark ?? '.',
    score: 0,
    reason: 'nothing better was found'
  }
  for (const delimiter of given.delimiter ? [given.delimiter] : DELIMITERS) {
    const records = tryRecords(text, isWhole, delimiter)
    const width = commonWidth(records)
    // a single column tells the decimal mark, but never the delimiter
    if (width < 2 && !given.delimiter) continue
    const even = records.filter(({ fields }) => recordWidth(fields) === width)
    for (const decimalMark of given.decimalMark ? [given.decimalMark] : DECIMAL_MARKS) {
      const typed = meanTyping(even, width, { delimiter, decimalMark })
      // blanks also separate words: anything else that does as well is meant
      const score = (even.length / records.length) * (0.5 + typed) * (delimiter === ' ' ? 0.9 : 1)
      if (score <= best.score) continue
      const percent = Math.round(typed * 100)
      best = {
        delimiter,
        decimalMark,
        score,
        reason: `${even.length} of the first ${records.length} rows have ${width} cells, ${percent} % of them numbers or dates`
      }
    }
  }
  return best
}

function tryRecords(text: string, isWhole: boolean, delimiter: Delimiter): readonly HeadRecord[] {
  try {
    return headRecords(text, isWhole, delimiter).records.slice(0, RECORDS_TRIED)
  } catch (error) {
    // an open quote: this is not how the file is to be cut
    if (isAppError(error)) return []
    throw error
  }
}

function meanTyping(records: readonly HeadRecord[], width: number, dialect: Dialect): number {
  let sum = 0
  for (const { fields } of records) for (let i = 0; i < width; i++) sum += typing(fields[i]!, dialect)
  return sum / Math.max(1, records.length * width)
}

/** How sure it is that a cell is meant as data. Groups of three digits count a little less than a decimal mark. */
function typing(text: string, { delimiter, decimalMark }: Dialect): number {
  if (isMissing(text)) return 0.5
  if (!Number.isNaN(parsePlainNumber(text, decimalMark)))
    return delimiter === ',' && /^\s*[+-]?\d{1,3}(,\d{3})+\s*$/.test(text) ? 0.85 : 1
  if (!Number.isNaN(parseNumber(text, decimalMark))) return 0.9
  return Number.isNaN(parseDate(text.trim(), true)) && Number.isNaN(parseDate(text.trim(), false)) ? 0 : 1
}
