import type { FileFormat } from '../../shared/domain/dataset.ts'

/** What the first bytes say: a format to be read, or the name of something that is no table. */
export type FileKind =
  | { readonly format: FileFormat; readonly reason: string }
  | { readonly format: null; readonly what: string; readonly advice: string }

interface Magic {
  readonly bytes: string
  readonly at?: number
  readonly what: string
  readonly advice?: string
}

const EXPORT = 'Save or export it as CSV.'
const UNPACK = 'Unpack it first.'

/** First bytes, one character a byte. */
const MAGIC: readonly Magic[] = [
  { bytes: '\x89PNG', what: 'a PNG image' },
  { bytes: '\xff\xd8\xff', what: 'a JPEG image' },
  { bytes: 'GIF8', what: 'a GIF image' },
  { bytes: 'II*\0', what: 'a TIFF image' },
  { bytes: 'MM\0*', what: 'a TIFF image' },
  { bytes: 'SIMPLE  =', what: 'a FITS file', advice: EXPORT },
  { bytes: '%PDF', what: 'a PDF document', advice: 'Copy the table out of it into a CSV file.' },
  { bytes: '\xd0\xcf\x11\xe0', what: 'an old Office document (.xls)', advice: 'Save it as .xlsx or CSV.' },
  { bytes: '\x1f\x8b', what: 'a gzip archive', advice: UNPACK },
  { bytes: 'BZh', what: 'a bzip2 archive', advice: UNPACK },
  { bytes: '\xfd7zXZ', what: 'an xz archive', advice: UNPACK },
  { bytes: '7z\xbc\xaf', what: 'a 7-Zip archive', advice: UNPACK },
  { bytes: 'Rar!', what: 'a RAR archive', advice: UNPACK },
  { bytes: '\x28\xb5\x2f\xfd', what: 'a zstd archive', advice: UNPACK },
  { bytes: 'ustar', at: 257, what: 'a tar archive', advice: UNPACK },
  { bytes: '\x89HDF', what: 'an HDF5 file', advice: EXPORT },
  { bytes: 'CDF\x01', what: 'a NetCDF file', advice: EXPORT },
  { bytes: 'CDF\x02', what: 'a NetCDF file', advice: EXPORT },
  { bytes: 'MATLAB 5.0', what: 'a MATLAB file', advice: EXPORT },
  { bytes: '\x93NUMPY', what: 'a NumPy array', advice: 'Save it with numpy.savetxt.' },
  { bytes: 'SQLite format 3', what: 'an SQLite database', advice: EXPORT },
  { bytes: 'ARROW1', what: 'an Arrow file', advice: 'Save it as Parquet or CSV.' },
  { bytes: '{\\rtf', what: 'a rich text document', advice: EXPORT },
  { bytes: '\x7fELF', what: 'a program' },
  { bytes: 'MZ\x90\0', what: 'a program' }
]

/** Recognises a file by its first bytes, then by its name. */
export function fileKind(head: Uint8Array, fileName: string): FileKind {
  const latin = Buffer.from(head.subarray(0, 1024)).toString('latin1')
  if (latin.startsWith('PAR1')) return { format: 'parquet', reason: 'it begins with PAR1' }
  if (latin.startsWith('PK\x03\x04')) return zipKind(Buffer.from(head).toString('latin1'))
  const magic = MAGIC.find(({ bytes, at = 0 }) => latin.startsWith(bytes, at))
  if (magic) return { format: null, what: magic.what, advice: magic.advice ?? 'Choose a file with a table.' }
  const start = latin
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase()
  if (/^(<!doctype html|<html)/.test(start)) return { format: null, what: 'a web page', advice: EXPORT }
  if (start.startsWith('<?xml')) return { format: null, what: 'an XML document', advice: EXPORT }
  if (/\.(json|ndjson|jsonl|geojson)$/i.test(fileName)) return { format: 'json', reason: 'its name ends so' }
  if (/^(\{\s*["}]|\[\s*[{[\]])/.test(withoutZeros(start))) return { format: 'json', reason: 'it begins like JSON' }
  return { format: 'csv', reason: 'it is text' }
}

function zipKind(latin: string): FileKind {
  if (latin.includes('opendocument.spreadsheet'))
    return { format: null, what: 'an OpenDocument spreadsheet', advice: 'Save it as .xlsx or CSV.' }
  if (latin.includes('word/')) return { format: null, what: 'a Word document', advice: EXPORT }
  if (latin.includes('ppt/')) return { format: null, what: 'a presentation', advice: EXPORT }
  if (latin.includes('[Content_Types].xml') || latin.includes('xl/'))
    return { format: 'xlsx', reason: 'it is a workbook inside a zip archive' }
  return { format: null, what: 'a zip archive', advice: UNPACK }
}

/** So that JSON in UTF-16 is seen, too. */
function withoutZeros(latin: string): string {
  return latin
    .replaceAll('\0', '')
    .replace(/^(\xff\xfe|\xfe\xff)/, '')
    .trimStart()
}
