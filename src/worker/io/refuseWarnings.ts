import type { ImportResult, ImportWarning } from '../../shared/domain/dataset.ts'
import { AppError, type ErrorCode } from '../../shared/errors.ts'

const ERROR_OF: Readonly<Record<ImportWarning['code'], ErrorCode>> = {
  raggedRow: 'raggedRow',
  renamedColumn: 'fileFormat',
  badCell: 'badCell',
  unknownUnit: 'badUnit',
  emptyColumn: 'badCell',
  mixedColumn: 'badCell',
  encoding: 'fileFormat'
}

/**
 * Strict reading: turns the first warning of an import, by its row, into an error that says how many there are.
 * @throws AppError with the place of that warning
 */
export function refuseWarnings(result: ImportResult): void {
  const first = result.warnings.toSorted((a, b) => (a.row ?? Infinity) - (b.row ?? Infinity))[0]
  if (!first) return
  const others = result.warningCount - 1
  const more = others === 0 ? '' : ` (and ${others} more)`
  throw new AppError(ERROR_OF[first.code], `${first.message}${more}`, {
    file: result.dataset.name,
    ...(first.row === null ? {} : { row: first.row }),
    ...(first.column === null ? {} : { column: first.column }),
    text: first.text,
    warnings: result.warningCount
  })
}
