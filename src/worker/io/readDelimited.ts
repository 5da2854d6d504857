import type { ImportOptions } from '../../shared/domain/dataset.ts'
import { DelimitedTokenizer } from './delimitedTokenizer.ts'
import type { FileSource } from './fileSource.ts'
import { planTable, type ReadTable } from './planTable.ts'
import { headRecords } from './sniffDialect.ts'
import { decodeHead } from './sniffEncoding.ts'
import { fillTable, type TableBuilder } from './tableBuilder.ts'

/**
 * Reads delimited text in one pass (two, where the rows below the head contradict it; see `fillTable`). 1 000 000 rows × 10
 * columns take 1.2 s with 8 digits a cell and 1.5 s with 17 (two shared cores; tests/bench/import.bench.ts).
 */
export async function readDelimited(source: FileSource, head: Uint8Array, options: ImportOptions): Promise<ReadTable> {
  const { delimiter, encoding } = options
  const isWhole = head.length >= source.size
  const { records, comments } = headRecords(decodeHead(head, encoding), isWhole, delimiter)
  // a little more than the head suggests, so that columns rarely have to grow
  const expectedRows = (1.02 * records.length * source.size) / head.length
  const { plan, firstRecord, warnings } = planTable(source, records, comments, options, expectedRows)
  const table = await fillTable(plan, async (builder) => {
    const decoder = new TextDecoder(encoding)
    const tokenizer = rowTokenizer(builder, delimiter, firstRecord)
    for await (const chunk of source.chunks()) tokenizer.write(decoder.decode(chunk, { stream: true }))
    tokenizer.write(decoder.decode())
    tokenizer.end()
  })
  return { table, options, warnings }
}

function rowTokenizer(
  builder: TableBuilder,
  delimiter: ImportOptions['delimiter'],
  firstRecord: number
): DelimitedTokenizer {
  let record = 0
  return new DelimitedTokenizer(delimiter, (fields, line) => {
    if (record++ >= firstRecord) builder.addTextRow(fields, line)
  })
}
