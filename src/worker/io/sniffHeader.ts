import { isMissing } from './isMissing.ts'
import { parseDate } from './parseDate.ts'
import { parseNumber } from './parseNumber.ts'
import { isUnit } from './headerCell.ts'
import { commonWidth, recordWidth, type DecimalMark, type HeadRecord } from './sniffDialect.ts'

export interface HeaderGuess {
  /** Record that holds the names, from 1; 0 where there is none. */
  readonly headerRow: number
  readonly unitsRow: boolean
  readonly reason: string
}

/**
 * Finds the names of the columns: the full-width record above the first one that looks like the data below it, where it
 * has words in a column of numbers. A record of units may stand between. Titles above the names are passed over.
 */
export function sniffHeader(records: readonly HeadRecord[], decimalMark: DecimalMark): HeaderGuess {
  const width = commonWidth(records)
  const typed = typedColumns(records.slice(-Math.max(1, Math.floor(records.length / 2))), width, decimalMark)
  if (typed.length === 0) {
    const first = records.findIndex(({ fields }) => recordWidth(fields) >= width)
    const isData = records[first]?.fields.some((cell) => isTyped(cell, decimalMark)) ?? true
    return isData ? NO_HEADER : { headerRow: first + 1, unitsRow: false, reason: 'no column holds numbers' }
  }
  const isData = ({ fields }: HeadRecord): boolean =>
    typed.every((i) => i < fields.length && (isMissing(fields[i]!) || isTyped(fields[i]!, decimalMark))) &&
    fields.some((cell) => isTyped(cell, decimalMark))
  const isHeader = (record: HeadRecord | undefined): boolean =>
    record !== undefined &&
    (recordWidth(record.fields) >= width || lacksOneName(record.fields, width)) &&
    typed.some((i) => i < record.fields.length && isWord(record.fields[i]!, decimalMark))
  const firstData = records.findIndex(isData)
  const above = records[firstData - 1]
  if (above && isUnitsRow(above.fields) && isHeader(records[firstData - 2]))
    return {
      headerRow: firstData - 1,
      unitsRow: true,
      reason: `words in row ${firstData - 1}, units in row ${firstData}`
    }
  if (isHeader(above))
    return { headerRow: firstData, unitsRow: false, reason: `words in row ${firstData} above numbers` }
  return NO_HEADER
}

const NO_HEADER: HeaderGuess = { headerRow: 0, unitsRow: false, reason: 'the first row looks like the rows below it' }

/** The way of R's write.table: the column of row names has no head. */
function lacksOneName(names: readonly string[], width: number): boolean {
  return recordWidth(names) === width - 1 && width > 2
}

function typedColumns(records: readonly HeadRecord[], width: number, decimalMark: DecimalMark): number[] {
  return Array.from({ length: width }, (_, i) => i).filter((i) => {
    const cells = records.map(({ fields }) => fields[i]).filter((cell) => cell !== undefined && !isMissing(cell))
    return cells.length > 0 && cells.filter((cell) => isTyped(cell!, decimalMark)).length * 2 > cells.length
  })
}

function isUnitsRow(fields: readonly string[]): boolean {
  const cells = fields.filter((cell) => !isMissing(cell))
  return cells.length > 0 && cells.every((cell) => isUnit(cell)) && cells.some((cell) => cell.trim() !== '1')
}

function isTyped(text: string, decimalMark: DecimalMark): boolean {
  const trimmed = text.trim()
  if (isMissing(trimmed)) return false
  return (
    !Number.isNaN(parseNumber(trimmed, decimalMark)) ||
    !Number.isNaN(parseDate(trimmed, true)) ||
    !Number.isNaN(parseDate(trimmed, false))
  )
}

function isWord(text: string, decimalMark: DecimalMark): boolean {
  return !isMissing(text) && !isTyped(text, decimalMark)
}
