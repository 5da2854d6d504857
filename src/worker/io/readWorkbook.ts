import readXlsxFile from 'read-excel-file/node'
import type { ImportOptions } from '../../shared/domain/dataset.ts'
import type { FileSource } from './fileSource.ts'
import { planTable, type ReadTable } from './planTable.ts'
import { sniffHeader } from './sniffHeader.ts'
import { cellText, fillTable } from './tableBuilder.ts'

interface Sheet {
  readonly sheet: string
  readonly data: readonly (readonly unknown[])[]
}

const RECORDS_FOR_PLAN = 1000
const ROWS_AT_ONCE = 5000

/**
 * Reads one sheet of an Excel workbook: the chosen one, else the first that has cells. Rows count as Excel counts them;
 * dates come as dates, the results of formulas as values. The library needs the whole sheet in memory.
 * @throws AppError fileFormat for a damaged workbook or an unknown sheet (its message lists the sheets)
 */
export async function readWorkbook(
  source: FileSource,
  options: ImportOptions,
  given: Partial<ImportOptions>
): Promise<ReadTable> {
  const sheet = chooseSheet(source, await readSheets(source), options.sheet)
  source.throwIfCancelled()
  const rows = sheet.data
    .map((cells, i) => ({ cells: withoutEmptyEnd(cells), line: i + 1 }))
    .filter(({ cells }) => cells.length > 0)
  const records = rows.slice(0, RECORDS_FOR_PLAN).map(({ cells, line }) => ({ fields: cells.map(cellText), line }))
  const header = sniffHeader(records, '.')
  const headerRow = given.headerRow ?? header.headerRow
  const used: ImportOptions = {
    ...options,
    sheet: sheet.sheet,
    headerRow,
    unitsRow: given.unitsRow ?? (header.unitsRow && headerRow === header.headerRow)
  }
  const { plan, firstRecord, warnings } = planTable(source, records, [], used, rows.length)
  const table = await fillTable(plan, async (builder) => {
    for (let i = firstRecord; i < rows.length; i++) {
      builder.addValueRow(rows[i]!.cells, rows[i]!.line)
      if (i % ROWS_AT_ONCE === 0) await letOthersRun(source)
    }
  })
  return { table, options: used, warnings }
}

async function readSheets(source: FileSource): Promise<readonly Sheet[]> {
  try {
    return await readXlsxFile(source.path)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw source.fault('fileFormat', `${source.name} is no workbook that can be read: ${reason}`)
  }
}

function chooseSheet(source: FileSource, sheets: readonly Sheet[], wanted: string | null): Sheet {
  const found =
    wanted === null
      ? (sheets.find(({ data }) => data.length > 0) ?? sheets[0])
      : sheets.find(({ sheet }) => sheet === wanted)
  if (found) return found
  const names = sheets.map(({ sheet }) => `“${sheet}”`).join(', ')
  throw source.fault('fileFormat', `${source.name} has no sheet “${wanted}”; it has ${names}.`)
}

function withoutEmptyEnd(cells: readonly unknown[]): readonly unknown[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null && cell !== undefined && cell !== '') + 1)
}

async function letOthersRun(source: FileSource): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  source.throwIfCancelled()
}
