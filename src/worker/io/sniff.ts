import type { ImportOptions } from '../../shared/domain/dataset.ts'
import { AppError } from '../../shared/errors.ts'
import { fileKind } from './fileKind.ts'
import { headRecords, sniffDialect } from './sniffDialect.ts'
import { decodeHead, sniffEncoding } from './sniffEncoding.ts'
import { sniffHeader } from './sniffHeader.ts'

/** How a file will be read, and in a few words why. */
export interface Sniffed {
  readonly options: ImportOptions
  readonly reasons: Readonly<Partial<Record<keyof ImportOptions, string>>>
}

/** Enough of the file to guess from. */
export const HEAD_BYTES = 1 << 18

/**
 * Guesses how a file is to be read from its first bytes (`isWhole` when these are all). What the user has chosen is kept
 * and narrows the other guesses. For formats other than CSV the text options are placeholders; header and units of a
 * workbook are found when it is read.
 * @throws AppError fileFormat for what is no table, named by its first bytes
 */
export function sniff(head: Uint8Array, fileName: string, given: Partial<ImportOptions> = {}, isWhole = true): Sniffed {
  const kind = given.format ? { format: given.format, reason: 'chosen' } : fileKind(head, fileName)
  if (kind.format === null)
    throw new AppError('fileFormat', `${fileName} is ${kind.what}, not a table. ${kind.advice}`, { file: fileName })
  const base: ImportOptions = {
    format: kind.format,
    encoding: 'utf-8',
    delimiter: ',',
    decimalMark: '.',
    headerRow: 1,
    unitsRow: false,
    sheet: null,
    timeOrigin: null,
    ...given
  }
  if (kind.format === 'xlsx' || kind.format === 'parquet') return { options: base, reasons: { format: kind.reason } }
  const encoding = given.encoding ? { encoding: given.encoding, reason: 'chosen' } : sniffEncoding(head)
  if (kind.format === 'json')
    return {
      options: { ...base, encoding: encoding.encoding },
      reasons: { format: kind.reason, encoding: encoding.reason }
    }
  const text = decodeHead(head, encoding.encoding)
  if (text.includes('\0'))
    throw new AppError('fileFormat', `${fileName} is a binary file, not a table. Save or export it as CSV.`, {
      file: fileName
    })
  const dialect = sniffDialect(text, isWhole, given)
  const { records } = headRecords(text, isWhole, dialect.delimiter)
  const header = sniffHeader(records, dialect.decimalMark)
  const headerRow = given.headerRow ?? header.headerRow
  return {
    options: {
      ...base,
      encoding: encoding.encoding,
      delimiter: dialect.delimiter,
      decimalMark: dialect.decimalMark,
      headerRow,
      unitsRow: given.unitsRow ?? (header.unitsRow && headerRow === header.headerRow)
    },
    reasons: {
      format: kind.reason,
      encoding: encoding.reason,
      delimiter: dialect.reason,
      decimalMark: dialect.reason,
      headerRow: header.reason,
      unitsRow: header.reason
    }
  }
}
