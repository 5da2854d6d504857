import { expect, test } from 'vitest'
import type { DatasetSummary, ImportWarning } from '../../../../src/shared/domain/dataset.ts'
import { refuseWarnings } from '../../../../src/main/commandLine/refuseWarnings.ts'

function warning(code: ImportWarning['code'], row: number | null, column: string | null): ImportWarning {
  return { code, message: `${code} in ${row}`, row, column, text: null }
}

function summary(...warnings: ImportWarning[]): Pick<DatasetSummary, 'warnings' | 'warningCount'> {
  return { warnings, warningCount: warnings.length }
}

test('the first warning by row becomes a fault with its place and the number of the others', () => {
  const found = summary(warning('badCell', 5, 'x'), warning('raggedRow', 4, 'y'))
  expect(() => refuseWarnings(found, 'table.csv')).toThrowError(
    expect.objectContaining({
      code: 'raggedRow',
      message: 'raggedRow in 4 (and 1 more)',
      details: expect.objectContaining({ file: 'table.csv', row: 4, column: 'y' }) as unknown
    }) as Error
  )
})

test('a clean import passes', () => {
  expect(() => refuseWarnings(summary(), 'table.csv')).not.toThrow()
})
