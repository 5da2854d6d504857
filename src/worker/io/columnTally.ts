import type { ImportOptions } from '../../shared/domain/dataset.ts'
import { isMissing } from './isMissing.ts'
import { parseDate } from './parseDate.ts'
import { parseNumber, parsePlainNumber } from './parseNumber.ts'

/** What a column turns out to hold. */
export type ColumnKind =
  { readonly type: 'number' } | { readonly type: 'label' } | { readonly type: 'date'; readonly dayFirst: boolean }

/** Follows the dates of a column under one reading of 3/4/2020. */
class DateReading {
  count = 0
  #rises = 0
  #falls = 0
  #previous = NaN

  add(seconds: number): void {
    if (Number.isNaN(seconds)) return
    this.count++
    if (seconds > this.#previous) this.#rises++
    if (seconds < this.#previous) this.#falls++
    this.#previous = seconds
  }

  /** Steps against the main direction: measurements are mostly written down in order. */
  get disorder(): number {
    return Math.min(this.#rises, this.#falls)
  }
}

/** Counts what the cells of a column are, whatever the column is taken for; the counts decide its kind. */
export class ColumnTally {
  missing = 0
  numbers = 0
  texts = 0
  dates = 0
  readonly #dayFirst = new DateReading()
  readonly #monthFirst = new DateReading()
  #readingsDiffer = false

  /** Counts a cell that is neither missing nor a number; says whether it is a date. */
  addWords(text: string): boolean {
    const dayFirst = startsWithDigit(text) ? parseDate(text, true) : NaN
    const monthFirst = startsWithDigit(text) ? parseDate(text, false) : NaN
    this.#dayFirst.add(dayFirst)
    this.#monthFirst.add(monthFirst)
    this.#readingsDiffer ||= dayFirst !== monthFirst && !Number.isNaN(dayFirst) && !Number.isNaN(monthFirst)
    const isDate = !(Number.isNaN(dayFirst) && Number.isNaN(monthFirst))
    if (isDate) this.dates++
    else this.texts++
    return isDate
  }

  addText(text: string, decimalMark: ImportOptions['decimalMark']): void {
    if (!Number.isNaN(parsePlainNumber(text, decimalMark))) this.numbers++
    else if (isMissing(text)) this.missing++
    else if (!Number.isNaN(parseNumber(text, decimalMark))) this.numbers++
    else this.addWords(text.trim())
  }

  get filled(): number {
    return this.numbers + this.texts + this.dates
  }

  /** True where 3/4/2020 stays open: both readings give as many dates and are equally well in order. */
  get isDayUnclear(): boolean {
    const [day, month] = [this.#dayFirst, this.#monthFirst]
    return this.#readingsDiffer && day.count === month.count && day.disorder === month.disorder
  }

  /**
   * Dates or numbers where they are more than half of the filled cells, else labels; numbers when there are none.
   * Whether the day or the month comes first: the reading that makes more cells valid, then the one with fewer steps back
   * in time, then the day.
   */
  kind(): ColumnKind {
    if (this.filled === 0 || this.numbers * 2 > this.filled) return { type: 'number' }
    if (this.dates * 2 <= this.filled) return { type: 'label' }
    const { count: days, disorder: dayDisorder } = this.#dayFirst
    const { count: months, disorder: monthDisorder } = this.#monthFirst
    return { type: 'date', dayFirst: days > months || (days === months && dayDisorder <= monthDisorder) }
  }
}

export function sameKind(a: ColumnKind, b: ColumnKind): boolean {
  return a.type === b.type && (a.type !== 'date' || b.type !== 'date' || a.dayFirst === b.dayFirst)
}

function startsWithDigit(text: string): boolean {
  const code = text.charCodeAt(0)
  return code >= 48 && code <= 57
}
