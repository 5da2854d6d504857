import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Column } from '../../../../src/shared/domain/dataset.ts'
import { importFile } from '../../../../src/worker/io/importFile.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lawsmith-formats-'))
})
afterAll(() => rm(folder, { recursive: true }))

const WORKBOOK = join(import.meta.dirname, '../../../fixtures/measurements.xlsx')

const valuesOf = (column: Column | undefined): number[] => Array.from(column?.kind === 'number' ? column.values : [])

describe('importFile reads a workbook:', () => {
  test('the first sheet with cells, below its title, with dates, formulas and labels', async () => {
    const { dataset, options, warnings } = await importFile(WORKBOOK)
    expect(options).toMatchObject({ format: 'xlsx', sheet: 'Run 1', headerRow: 2, unitsRow: false })
    const [when, l, period, by] = dataset.columns
    expect(dataset.columns.map(({ variable }) => [variable.name, variable.unit])).toEqual([
      ['when', 's'],
      ['l', 'm'],
      ['T', 's'],
      ['by', null]
    ])
    // serial 43831 is 2020-01-01, 43831.5 its noon
    expect(when).toMatchObject({ role: 'time', origin: '2020-01-01T00:00:00.000Z' })
    expect(valuesOf(when)).toEqual([0, 43_200, 86_400])
    expect(valuesOf(l)).toEqual([0.25, 1, 2.25])
    expect(valuesOf(period)).toEqual([1.0030000000000001, NaN, 3.009])
    expect(by).toMatchObject({ kind: 'label', levels: ['Ada', 'Bob'], codes: Int32Array.of(0, 1, -1) })
    // the row is that of Excel: the empty row 2 counts
    expect(warnings).toMatchObject([{ code: 'badCell', row: 5, column: 'T', text: 'broken' }])
  })

  test('the sheet that was chosen', async () => {
    const { dataset, options } = await importFile(WORKBOOK, { sheet: 'Run 2' })
    expect(options.sheet).toBe('Run 2')
    expect(dataset.columns.map(valuesOf)).toEqual([[1], [2]])
  })

  test('refuses an unknown sheet and lists the sheets', async () => {
    await expect(importFile(WORKBOOK, { sheet: 'Run 3' })).rejects.toThrowError(/“Run 3”.*“Empty”, “Run 1”, “Run 2”/)
  })

  test('refuses an empty sheet and a damaged workbook', async () => {
    await expect(importFile(WORKBOOK, { sheet: 'Empty' })).rejects.toMatchObject({ code: 'noRows' })
    const path = join(folder, 'damaged.xlsx')
    await writeFile(path, 'PK\x03\x04[Content_Types].xml xl/ and then nothing')
    await expect(importFile(path)).rejects.toMatchObject({ code: 'fileFormat' })
  })
})

describe('importFile reads Parquet:', () => {
  async function write(
    name: string,
    columnData: Parameters<typeof parquetWriteBuffer>[0]['columnData']
  ): Promise<string> {
    const path = join(folder, name)
    await writeFile(path, Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: 2 })))
    return path
  }

  test('numbers, big integers, labels, missing cells and dates, over several row groups', async () => {
    const path = await write('a.parquet', [
      { name: 'x [m]', data: [1.5, 2.5, NaN, 0.1, 5], type: 'DOUBLE' },
      { name: 'n', data: [1n, 2n, 3n, 4n, 9n], type: 'INT64' },
      { name: 'who', data: ['a', 'b', 'a', null, 'c'], type: 'STRING', nullable: true },
      { name: 'y', data: [1, null, 3, 4, 5], type: 'DOUBLE', nullable: true },
      { name: 't', data: [0, 1, 2, 3, 4].map((day) => new Date(Date.UTC(2020, 0, 1 + day))), type: 'TIMESTAMP' }
    ])
    const { dataset, options, warnings } = await importFile(path)
    const [x, n, who, y, t] = dataset.columns
    expect(options.format).toBe('parquet')
    expect(dataset.rows).toBe(5)
    expect(x!.variable).toMatchObject({ name: 'x', unit: 'm' })
    expect(valuesOf(x)).toEqual([1.5, 2.5, NaN, 0.1, 5])
    expect(valuesOf(n)).toEqual([1, 2, 3, 4, 9])
    expect(who).toMatchObject({ kind: 'label', levels: ['a', 'b', 'c'], codes: Int32Array.of(0, 1, 0, -1, 2) })
    expect(valuesOf(y)).toEqual([1, NaN, 3, 4, 5])
    expect(t).toMatchObject({ role: 'time', origin: '2020-01-01T00:00:00.000Z' })
    expect(valuesOf(t)).toEqual([0, 86_400, 172_800, 259_200, 345_600])
    expect(warnings).toEqual([])
  })

  test('refuses one column and a damaged file', async () => {
    const one = await write('one.parquet', [{ name: 'x', data: [1, 2], type: 'DOUBLE' }])
    await expect(importFile(one)).rejects.toThrowError(/only one column/)
    const path = join(folder, 'damaged.parquet')
    await writeFile(path, 'PAR1 and then nothing')
    await expect(importFile(path)).rejects.toMatchObject({ code: 'fileFormat' })
  })
})
