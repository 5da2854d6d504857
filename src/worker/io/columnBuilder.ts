import type { Column, ImportOptions, Variable } from '../../shared/domain/dataset.ts'
import { ColumnTally, type ColumnKind } from './columnTally.ts'
import { describeBadCell } from './describeBadCell.ts'
import { GrowingFloats } from './growingFloats.ts'
import { isMissing } from './isMissing.ts'
import { parseDate } from './parseDate.ts'
import { parseNumber, parsePlainNumber } from './parseNumber.ts'
import type { WarningList } from './warningList.ts'

/** What all columns of one import share. */
export interface ColumnSettings {
  readonly decimalMark: ImportOptions['decimalMark']
  /** Seconds since 1970, or null for the first date of each column. */
  readonly originSeconds: number | null
  /** How many cells are expected; 0 where nobody knows. */
  readonly expectedRows: number
  readonly warnings: WarningList
}

const SECOND = [0, 0, 1, 0, 0, 0, 0] as const

/**
 * Collects the cells of one column as the kind that it was told, and counts what they really are: where `tally.kind()`
 * differs at the end, the file has to be read once more. A cell that does not fit the kind becomes missing, with a warning.
 */
export class ColumnBuilder {
  readonly variable: Variable
  readonly kind: ColumnKind
  readonly tally = new ColumnTally()
  readonly #settings: ColumnSettings
  readonly #values: GrowingFloats
  readonly #levels = new Map<string, number>()
  /** Line of the first cell whose bytes were not valid in the encoding; null if there is none. */
  badEncodingLine: number | null = null

  constructor(variable: Variable, kind: ColumnKind, settings: ColumnSettings) {
    this.variable = variable
    this.kind = kind
    this.#settings = settings
    this.#values = new GrowingFloats(settings.expectedRows)
  }

  get length(): number {
    return this.#values.length
  }

  addText(text: string, line: number): void {
    const plain = parsePlainNumber(text, this.#settings.decimalMark)
    if (Number.isNaN(plain)) this.#addOther(text.trim(), line)
    else this.#addNumeric(plain, text, line)
  }

  addNumber(value: number, line: number): void {
    if (Number.isFinite(value)) this.#addNumeric(value, '', line)
    else if (Number.isNaN(value)) this.addMissing()
    else this.#addOther(String(value), line)
  }

  addMissing(): void {
    this.tally.missing++
    this.#values.push(this.kind.type === 'label' ? -1 : NaN)
  }

  /** The finished column; the builder is empty afterwards. `role` is only a first guess by kind. */
  take(): Column {
    const { variable } = this
    if (this.kind.type === 'label') {
      const codes = Int32Array.from(this.#values.take())
      return { kind: 'label', variable, role: 'label', codes, levels: [...this.#levels.keys()] }
    }
    const values = this.#values.take()
    if (this.kind.type === 'number') return { kind: 'number', variable, role: 'input', values, origin: null }
    const origin = this.#settings.originSeconds ?? values.find((value) => !Number.isNaN(value)) ?? 0
    // seconds since 1970 resolve 0.2 µs in a double: rounding gives the digits of the file back
    for (let i = 0; i < values.length; i++) values[i] = Math.round((values[i]! - origin) * 1e6) / 1e6
    return {
      kind: 'number',
      variable: { ...variable, unit: 's', dimension: SECOND },
      role: 'time',
      values,
      origin: new Date(origin * 1000).toISOString()
    }
  }

  /** `text` may be empty for a value that came as a number. */
  #addNumeric(value: number, text: string, line: number): void {
    this.tally.numbers++
    if (this.kind.type === 'number') this.#values.push(value)
    else if (this.kind.type === 'label') this.#addLabel(text.trim() || String(value))
    else this.#refuse(text || String(value), line)
  }

  #addOther(text: string, line: number): void {
    if (isMissing(text)) {
      this.addMissing()
      return
    }
    if (text.includes('\uFFFD')) this.badEncodingLine ??= line
    const value = parseNumber(text, this.#settings.decimalMark)
    if (Number.isFinite(value)) {
      this.#addNumeric(value, text, line)
      return
    }
    if (!Number.isNaN(value)) this.tally.numbers++
    else this.tally.addWords(text)
    if (this.kind.type === 'label') this.#addLabel(text)
    else this.#addDate(text, line)
  }

  #addDate(text: string, line: number): void {
    const seconds = this.kind.type === 'date' ? parseDate(text, this.kind.dayFirst) : NaN
    if (Number.isNaN(seconds)) this.#refuse(text, line)
    else this.#values.push(seconds)
  }

  #addLabel(text: string): void {
    let code = this.#levels.get(text)
    if (code === undefined) {
      code = this.#levels.size
      this.#levels.set(text, code)
    }
    this.#values.push(code)
  }

  #refuse(text: string, line: number): void {
    this.#values.push(NaN)
    const { name } = this.variable
    const reason = describeBadCell(text, this.kind.type === 'date', this.#settings.decimalMark)
    this.#settings.warnings.add({
      code: 'badCell',
      message: `Row ${line}, column ${name}: “${text.slice(0, 40)}” is ${reason}; read as missing.`,
      row: line,
      column: name,
      text
    })
  }
}
