import { asyncBufferFromFile, parquetScan, type FileMetaData, type ParquetScan } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { ImportOptions } from '../../shared/domain/dataset.ts'
import type { FileSource } from './fileSource.ts'
import { nameColumns } from './nameColumns.ts'
import { guessKinds, originSeconds, type ReadTable } from './planTable.ts'
import { addValue, cellText, fillTable, type TableBuilder } from './tableBuilder.ts'
import { WarningList } from './warningList.ts'

const ROWS_FOR_KINDS = 1000
const ROWS_AT_ONCE = 20_000

/**
 * Reads an Apache Parquet file column by column and row group by row group. Rows count from 1. Timestamps come as dates;
 * lists and structures as the text of their JSON.
 * @throws AppError fileFormat for a damaged file, noRows without rows
 */
export async function readParquet(source: FileSource, options: ImportOptions): Promise<ReadTable> {
  const scan = await openScan(source)
  const names = topColumns(scan.metadata)
  if (scan.ranges.length === 0) throw source.fault('noRows', `${source.name} has columns but no data rows.`)
  if (names.length < 2)
    throw source.fault('fileFormat', `${source.name} has only one column: a law needs at least two.`)
  const warnings = new WarningList()
  const plan = {
    variables: nameColumns({ names, units: null, line: null }, names.length, warnings),
    kinds: await headKinds(scan, names),
    settings: {
      decimalMark: '.' as const,
      originSeconds: originSeconds(options.timeOrigin),
      expectedRows: Number(scan.metadata.num_rows)
    }
  }
  const table = await fillTable(plan, (builder) => fillFromScan(source, scan, names, builder))
  return { table, options: { ...options, headerRow: 0 }, warnings }
}

async function fillFromScan(
  source: FileSource,
  scan: ParquetScan,
  names: readonly string[],
  builder: TableBuilder
): Promise<void> {
  for (const { rowStart, rowEnd } of scan.ranges) {
    for (const [i, column] of names.entries()) {
      const cells = await scan.readColumn({ column, rowStart, rowEnd })
      for (let k = 0; k < cells.length; k++) {
        if (k % ROWS_AT_ONCE === 0) {
          source.throwIfCancelled()
          await new Promise((resolve) => setImmediate(resolve))
        }
        addValue(builder.columns[i]!, cells[k], rowStart + k + 1)
      }
    }
  }
}

async function headKinds(scan: ParquetScan, names: readonly string[]): Promise<ReturnType<typeof guessKinds>> {
  const { rowStart, rowEnd } = scan.ranges[0]!
  const last = Math.min(rowEnd, rowStart + ROWS_FOR_KINDS)
  const columns = await Promise.all(names.map((column) => scan.readColumn({ column, rowStart, rowEnd: last })))
  const rows = Array.from({ length: last - rowStart }, (_, k) => ({
    fields: columns.map((cells) => cellText(cells[k]))
  }))
  return guessKinds(rows, names.length, '.')
}

async function openScan(source: FileSource): Promise<ParquetScan> {
  try {
    return await parquetScan({ file: await asyncBufferFromFile(source.path), compressors })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw source.fault('fileFormat', `${source.name} is no Parquet file that can be read: ${reason}.`)
  }
}

/** Names of the columns at the top of the schema, whose first element is the root. */
function topColumns({ schema }: FileMetaData): string[] {
  const names: string[] = []
  let next = 1
  for (let i = 0; i < (schema[0]?.num_children ?? 0); i++) {
    names.push(schema[next]!.name)
    let open = 1
    for (; open > 0; next++) open += (schema[next]!.num_children ?? 0) - 1
  }
  return names
}
