import { assertNever } from '../../shared/errors.ts'
import type { Column, ImportOptions, ImportResult, ImportWarning } from '../../shared/domain/dataset.ts'
import { withDefaultRoles } from './defaultRoles.ts'
import { FileSource, type ImportWatch } from './fileSource.ts'
import type { ReadTable } from './planTable.ts'
import { readDelimited } from './readDelimited.ts'
import { readJson } from './readJson.ts'
import { readParquet } from './readParquet.ts'
import { readWorkbook } from './readWorkbook.ts'
import { HEAD_BYTES, sniff } from './sniff.ts'
import type { TableBuilder } from './tableBuilder.ts'
import type { WarningList } from './warningList.ts'

/**
 * Reads a table from a file: CSV and its relatives, JSON, Excel, Parquet. What `given` leaves open is guessed. The file is
 * read in slices of a few milliseconds, so the event loop stays free (workbooks apart: their library parses a sheet at
 * once), and the memory is about one double a cell.
 * @throws AppError fileNotFound, fileEmpty, fileFormat, noRows, badOption, cancelled
 */
export async function importFile(
  path: string,
  given: Partial<ImportOptions> = {},
  watch: ImportWatch = {}
): Promise<ImportResult> {
  const source = await FileSource.open(path, watch)
  source.throwIfCancelled()
  const head = await source.head(HEAD_BYTES)
  const { options } = sniff(head, source.name, given, head.length >= source.size)
  const read = await readTable(source, head, options, given)
  const { rows } = read.table
  if (rows === 0) throw source.fault('noRows', `${source.name} has a header but no data rows.`)
  const hash = await source.sha256()
  const columns = withDefaultRoles(await read.table.take())
  const lists = [read.warnings, read.table.warnings]
  return {
    dataset: { name: source.name, rows, columns },
    options: read.options,
    bytes: source.size,
    hash,
    ...collectWarnings(lists, columnWarnings(read.table, columns))
  }
}

async function readTable(
  source: FileSource,
  head: Uint8Array,
  options: ImportOptions,
  given: Partial<ImportOptions>
): Promise<ReadTable> {
  switch (options.format) {
    case 'csv':
      return readText(source, head, options, given)
    case 'json':
      return readJson(source, options)
    case 'xlsx':
      return readWorkbook(source, options, given)
    case 'parquet':
      return readParquet(source, options)
    default:
      return assertNever(options.format)
  }
}

/** UTF-8 that is guessed from the head may prove wrong far below: then the file is read again as Windows-1252. */
async function readText(
  source: FileSource,
  head: Uint8Array,
  options: ImportOptions,
  given: Partial<ImportOptions>
): Promise<ReadTable> {
  const read = await readDelimited(source, head, options)
  const line = read.table.columns.map((column) => column.badEncodingLine).find((bad) => bad !== null)
  if (line === undefined) return read
  const isChosen = given.encoding !== undefined
  const result = isChosen ? read : await readDelimited(source, head, { ...options, encoding: 'windows-1252' })
  const consequence = isChosen ? 'such characters are shown as �' : 'the file is read as Windows-1252'
  result.warnings.add({
    code: 'encoding',
    message: `Row ${line} is not valid in the encoding ${options.encoding}; ${consequence}.`,
    row: line,
    column: null,
    text: null
  })
  return result
}

/** Faults that only the whole column shows. */
function columnWarnings(table: TableBuilder, columns: readonly Column[]): ImportWarning[] {
  return columns.flatMap((column, i): ImportWarning[] => {
    const { name } = column.variable
    const { filled, numbers, texts, isDayUnclear } = table.columns[i]!.tally
    const place = { row: null, column: name, text: null }
    if (filled === 0) return [{ code: 'emptyColumn', message: `Column ${name} is empty; it is ignored.`, ...place }]
    // a few numbers among labels are labels; many are a sign of a damaged column
    if (column.kind === 'label' && numbers * 10 >= filled)
      return [
        {
          code: 'mixedColumn',
          message: `Column ${name} holds ${numbers} numbers and ${texts} texts; it is read as labels.`,
          ...place
        }
      ]
    if (column.kind === 'number' && column.origin !== null && isDayUnclear) {
      const message = `The dates in ${name} may have the day or the month first; they are read with the day first.`
      return [{ code: 'mixedColumn', message, ...place }]
    }
    return []
  })
}

function collectWarnings(
  lists: readonly WarningList[],
  more: readonly ImportWarning[]
): Pick<ImportResult, 'warnings' | 'warningCount'> {
  const all = lists.flatMap((list) => list.kept)
  return {
    warnings: [...more, ...all].slice(0, 1000),
    warningCount: lists.reduce((sum, list) => sum + list.count, more.length)
  }
}
