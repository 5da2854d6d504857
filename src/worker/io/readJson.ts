import type { ImportOptions } from '../../shared/domain/dataset.ts'
import type { FileSource } from './fileSource.ts'
import { JsonRecordSplitter } from './jsonRecordSplitter.ts'
import { guessKinds, originSeconds, type ReadTable } from './planTable.ts'
import { nameColumns } from './nameColumns.ts'
import { cellText, fillTable } from './tableBuilder.ts'
import { WarningList } from './warningList.ts'

type JsonObject = Readonly<Record<string, unknown>>

const ROWS_FOR_KINDS = 1000

/**
 * Reads a table from JSON: an array of objects, NDJSON, an object of equally long arrays, an array of arrays (names in the
 * first), or an object that holds one of these under one of its keys. Rows are counted as elements of the array, from 1, or
 * as lines of NDJSON. Keys that appear later become columns with missing cells above.
 */
export async function readJson(source: FileSource, options: ImportOptions): Promise<ReadTable> {
  const keys = new Set<string>()
  const sample: JsonObject[] = []
  let records = 0
  await eachRecord(source, options, (record) => {
    records++
    for (const key of Object.keys(record)) keys.add(key)
    if (sample.length < ROWS_FOR_KINDS) sample.push(record)
  })
  const inner = records === 1 ? innerTable(sample[0]!) : null
  if (inner) {
    const innerKeys = [...new Set(inner.flatMap((row) => Object.keys(row)))]
    return readRecords(source, options, innerKeys, inner, async (add) => inner.forEach((row, i) => add(row, i + 1)))
  }
  return readRecords(source, options, [...keys], sample, (add) => eachRecord(source, options, add))
}

async function readRecords(
  source: FileSource,
  options: ImportOptions,
  keys: readonly string[],
  sample: readonly JsonObject[],
  each: (add: (record: JsonObject, row: number) => void) => Promise<void>
): Promise<ReadTable> {
  if (sample.length === 0) throw source.fault('noRows', `${source.name} has no rows.`)
  if (keys.length < 2) throw source.fault('fileFormat', `${source.name} has only one column: a law needs at least two.`)
  const warnings = new WarningList()
  const variables = nameColumns({ names: keys, units: null, line: null }, keys.length, warnings)
  const texts = sample.slice(0, ROWS_FOR_KINDS).map((row) => ({ fields: keys.map((key) => cellText(row[key])) }))
  const plan = {
    variables,
    kinds: guessKinds(texts, keys.length, '.'),
    settings: { decimalMark: options.decimalMark, originSeconds: originSeconds(options.timeOrigin), expectedRows: 0 }
  }
  const table = await fillTable(plan, (builder) =>
    each((record, row) =>
      builder.addValueRow(
        keys.map((key) => record[key]),
        row
      )
    )
  )
  return { table, options: { ...options, headerRow: 0 }, warnings }
}

/** Gives the records of the file as objects; arrays become objects by the names in the first of them. */
async function eachRecord(
  source: FileSource,
  options: ImportOptions,
  add: (record: JsonObject, row: number) => void
): Promise<void> {
  let count = 0
  let names: readonly string[] | null = null
  const splitter = new JsonRecordSplitter((text, line) => {
    count++
    const row = splitter.isArray ? count : line
    const value = parseRecord(source, text, row)
    if (!Array.isArray(value)) {
      add(value as JsonObject, row)
      return
    }
    const cells: readonly unknown[] = value
    if (names === null) {
      const areNames = cells.every((cell) => typeof cell === 'string')
      names = areNames ? cells : cells.map((_, i) => `x${i + 1}`)
      if (areNames) return
    }
    add(Object.fromEntries(names.map((name, i) => [name, cells[i]])), row)
  })
  const decoder = new TextDecoder(options.encoding)
  for await (const chunk of source.chunks()) splitter.write(decoder.decode(chunk, { stream: true }))
  splitter.write(decoder.decode())
  if (splitter.remainder !== '')
    throw source.fault(
      'fileFormat',
      `${source.name} is not a table in JSON: “${splitter.remainder.slice(0, 40)}” stands where row ${count + 1} is expected.`,
      { row: count + 1 }
    )
}

function parseRecord(source: FileSource, text: string, row: number): object {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw source.fault('fileFormat', `${source.name} is not valid JSON in row ${row}: ${reason}.`, { row })
  }
  return value as object
}

/** The table inside the only object of a file: its arrays as columns, or its first array of objects as rows. */
function innerTable(only: JsonObject): readonly JsonObject[] | null {
  const arrays = Object.entries(only).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]))
  const nested = arrays.find(([, cells]) => cells.some(isObject))
  if (nested) return nested[1].filter(isObject)
  if (arrays.length < 2) return null
  const length = Math.max(...arrays.map(([, cells]) => cells.length))
  return Array.from({ length }, (_, i) => Object.fromEntries(arrays.map(([key, cells]) => [key, cells[i]])))
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
