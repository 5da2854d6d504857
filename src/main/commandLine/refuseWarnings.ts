import type { DatasetSummary, ImportWarning } from '../../shared/domain/dataset.ts'
import { AppError, type ErrorCode } from '../../shared/errors.ts'

const CODES: Readonly<Record<ImportWarning['code'], ErrorCode>> = {
  raggedRow: 'raggedRow',
  badCell: 'badCell',
  mixedColumn: 'badCell',
  unknownUnit: 'badUnit',
  renamedColumn: 'fileFormat',
  emptyColumn: 'fileFormat',
  encoding: 'fileFormat'
}

/** For `--strict`: throws the first warning of the import as a fault, with its place and the number of further ones. */
export function refuseWarnings(
  { warnings, warningCount }: Pick<DatasetSummary, 'warnings' | 'warningCount'>,
  file: string
): void {
  const first = warnings.toSorted((a, b) => (a.row ?? Infinity) - (b.row ?? Infinity))[0]
  if (!first) return
  const { code, message, row, column, text } = first
  const more = warningCount > 1 ? ` (and ${warningCount - 1} more)` : ''
  throw new AppError(CODES[code], message + more, {
    file,
    ...(row === null ? {} : { row }),
    ...(column === null ? {} : { column }),
    text
  })
}
