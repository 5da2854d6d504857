import type { ImportOptions } from '../../shared/domain/dataset.ts'
import { DelimitedTokenizer } from './delimitedTokenizer.ts'
import type { FileSource } from './fileSource.ts'
import { planTable, type ReadTable } from './planTable.ts'
import { headRecords } from './sniffDialect.ts'
import { decodeHead } from './sniffEncoding.ts'
import { fillTable, type TableBuilder } from './tableBuilder.ts'

/**
 * Reads delimited text in one pass (two, where the rows after the head contradict it; see `fillTable`).
 *
 * Measured on two shared cores with 1 000 000 rows × 10 columns: see tests/bench/import.bench.ts, which prints seconds,
 * MB/s and the peak of memory.
 */
export async function readDelimited(source: FileSource, head: Uint8Array, options: ImportOptions): Promise<ReadTable> {
  const { delimiter, encoding } = options
  const isWhole = head.length >= source.size
  const { records, comments } = headRecords(decodeHead(head, encoding), isWhole, delimiter)
  const { plan, firstRecord, warnings } = planTable(source, records, comments, options)
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
