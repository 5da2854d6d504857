import type { ImportOptions } from '../../shared/domain/dataset.ts'
import { AppError } from '../../shared/errors.ts'
import { ColumnTally, type ColumnKind } from './columnTally.ts'
import type { FileSource } from './fileSource.ts'
import { nameColumns, type ColumnHeads } from './nameColumns.ts'
import { parseDate } from './parseDate.ts'
import { commonWidth, headRecords, recordWidth, type HeadRecord } from './sniffDialect.ts'
import type { TableBuilder, TablePlan } from './tableBuilder.ts'
import { WarningList } from './warningList.ts'

export interface PlannedTable {
  readonly plan: TablePlan
  /** Records above the data: titles, names, units. */
  readonly firstRecord: number
  /** What was mended in the names and units. */
  readonly warnings: WarningList
}

/** What a reader of one format gives back. */
export interface ReadTable {
  readonly table: TableBuilder
  readonly options: ImportOptions
  readonly warnings: WarningList
}

/**
 * Names the columns and guesses their kinds from the first records of a table.
 * @throws AppError noRows without data, fileFormat for a single column or a header row that is not there
 */
export function planTable(
  source: FileSource,
  records: readonly HeadRecord[],
  comments: readonly string[],
  options: ImportOptions,
  expectedRows: number
): PlannedTable {
  const firstRecord = options.headerRow === 0 ? 0 : options.headerRow + (options.unitsRow ? 1 : 0)
  const header = options.headerRow > 0 ? records[options.headerRow - 1] : undefined
  if (records.length === 0)
    throw source.fault('noRows', `${source.name} has no rows${comments.length > 0 ? ', only comments' : ''}.`)
  if (options.headerRow > 0 && !header)
    throw source.fault('fileFormat', `${source.name} has no row ${options.headerRow} that could hold the names.`)
  const rows = records.slice(firstRecord)
  if (rows.length === 0) throw source.fault('noRows', `${source.name} has a header but no data rows.`)
  const width = header ? widthUnder(header, rows) : commonWidth(rows)
  if (width < 2) throw source.fault('fileFormat', describeOneColumn(source.name, options))
  const heads = header
    ? headerHeads(header, rows, options.unitsRow ? records[options.headerRow]!.fields : null, width)
    : commentHeads(comments, width, options)
  const warnings = new WarningList()
  const variables = nameColumns(nameRowIndex(heads, rows), width, warnings)
  const settings = { decimalMark: options.decimalMark, originSeconds: originSeconds(options.timeOrigin), expectedRows }
  return { plan: { variables, kinds: guessKinds(rows, width, options.decimalMark), settings }, firstRecord, warnings }
}

/** Seconds of the chosen zero of time; null for the first date of each column. */
export function originSeconds(timeOrigin: string | null): number | null {
  if (timeOrigin === null) return null
  const seconds = parseDate(timeOrigin.trim(), true)
  if (Number.isNaN(seconds))
    throw new AppError('badOption', `“${timeOrigin}” is no date; write the origin of time like 2000-01-01T12:00:00Z.`, {
      option: 'timeOrigin',
      value: timeOrigin
    })
  return seconds
}

/** The kind of each column by the cells of the first rows. */
export function guessKinds(
  rows: readonly { readonly fields: readonly string[] }[],
  width: number,
  decimalMark: ImportOptions['decimalMark']
): ColumnKind[] {
  return Array.from({ length: width }, (_, i) => {
    const tally = new ColumnTally()
    for (const { fields } of rows) tally.addText(fields[i] ?? '', decimalMark)
    return tally.kind()
  })
}

/** The width of the names, unless most rows are wider: a few uneven rows do not make a column. */
function widthUnder(header: HeadRecord, rows: readonly HeadRecord[]): number {
  const width = recordWidth(header.fields)
  const wider = rows.filter(({ fields }) => recordWidth(fields) > width).length
  return wider * 2 > rows.length ? commonWidth(rows) : width
}

/**
 * The names as they stand, except under the way of R's write.table: where every row has one cell more than there are names,
 * the first column holds row names and the names belong to the columns on the right.
 */
function headerHeads(
  header: HeadRecord,
  rows: readonly HeadRecord[],
  units: readonly string[] | null,
  width: number
): ColumnHeads {
  const { fields, line } = header
  const hasRowNames =
    width > 2 && recordWidth(fields) === width - 1 && rows.every((row) => recordWidth(row.fields) === width)
  const shift = hasRowNames ? [''] : []
  const names = [...shift, ...fields]
  return {
    names: Array.from({ length: width }, (_, i) => names[i] ?? ''),
    units: units && [...shift, ...units],
    line
  }
}

/** Names in the comment above the data, as numpy.savetxt and gnuplot write them: taken where their number fits. */
function commentHeads(comments: readonly string[], width: number, options: ImportOptions): ColumnHeads {
  const none = { names: [], units: null, line: null }
  const last = comments.at(-1)?.replace(/^(#|%|\/\/)+\s*/, '')
  if (last === undefined) return none
  const cells = headRecords(last, true, options.delimiter).records[0]?.fields ?? []
  // `#,x,y`: the mark itself is the head of a column of row numbers
  const names = cells[0] === '' ? ['#', ...cells.slice(1)] : cells
  const areWords = names.every((name) => name.trim() !== '' && Number.isNaN(Number(name)))
  return names.length === width && areWords ? { ...none, names } : none
}

/** A first column without a name that counts the rows is called `index`. */
function nameRowIndex(heads: ColumnHeads, rows: readonly HeadRecord[]): ColumnHeads {
  if (heads.names[0] !== '') return heads
  const first = Number(rows[0]!.fields[0])
  const counts = (first === 0 || first === 1) && rows.every(({ fields }, i) => Number(fields[0]) === first + i)
  return counts ? { ...heads, names: ['index', ...heads.names.slice(1)] } : heads
}

function describeOneColumn(name: string, { format, delimiter }: ImportOptions): string {
  const only = `${name} has only one column: a law needs at least two.`
  if (format !== 'csv') return only
  const shown = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars', ' ': 'blanks' }[delimiter]
  return `${only} It was read as separated by ${shown}; choose another delimiter if that is wrong.`
}
