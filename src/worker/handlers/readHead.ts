import { open } from 'node:fs/promises'
import type { ImportOptions } from '../../shared/domain/dataset.ts'
import { AppError } from '../../shared/errors.ts'

const MAX_LINES = 200
/** Enough for 200 lines of 5000 characters. */
const MAX_BYTES = 1 << 20

/**
 * The first 200 lines of a text file as they stand, in the encoding that it was read with; empty for a workbook or a
 * Parquet file, which have no lines. Throws AppError fileNotFound.
 */
export async function readHead(path: string, { format, encoding }: ImportOptions): Promise<string> {
  if (format === 'xlsx' || format === 'parquet') return ''
  const handle = await open(path).catch(() => {
    throw new AppError('fileNotFound', 'The kept copy of the file is gone. Import the file once more.', { file: path })
  })
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(MAX_BYTES), 0, MAX_BYTES, 0)
    const text = new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead), { stream: true })
    return text.split(/\r\n|\n|\r/, MAX_LINES).join('\n')
  } finally {
    await handle.close()
  }
}
