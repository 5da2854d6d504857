import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'

/** How the caller watches and stops an import. */
export interface ImportWatch {
  readonly signal?: AbortSignal
  readonly onProgress?: (bytesRead: number, bytesTotal: number) => void
  /** Name to show where the file on disk is called otherwise. */
  readonly fileName?: string
}

/** Small enough that the engine's event loop is never held for more than a few milliseconds. */
const CHUNK_BYTES = 1 << 16

/** A file on disk that is read in slices; it is never held in memory as a whole. */
export class FileSource {
  readonly path: string
  readonly name: string
  readonly size: number
  readonly #watch: ImportWatch
  #hash: string | null = null

  private constructor(path: string, size: number, watch: ImportWatch) {
    this.path = path
    this.name = watch.fileName ?? basename(path)
    this.size = size
    this.#watch = watch
  }

  /** @throws AppError fileNotFound for what is missing, locked or no ordinary file; fileEmpty for no bytes */
  static async open(path: string, watch: ImportWatch): Promise<FileSource> {
    const name = watch.fileName ?? basename(path)
    const refuse = (why: string) => new AppError('fileNotFound', `${path} ${why}.`, { file: path })
    const stats = await stat(path).catch((error: unknown) => {
      throw refuse(describeOpenFault(error))
    })
    if (stats.isDirectory()) throw refuse('is a folder, not a file')
    // looked at before it is opened: to open a pipe waits for its other end, and a table is read more than once
    if (!stats.isFile()) throw refuse('is a pipe or a device; save what it gives as a file')
    const handle = await open(path).catch((error: unknown) => {
      throw refuse(describeOpenFault(error))
    })
    await handle.close()
    if (stats.size === 0) throw new AppError('fileEmpty', `${name} is empty: it has no bytes.`, { file: name })
    return new FileSource(path, stats.size, watch)
  }

  async head(bytes: number): Promise<Uint8Array> {
    const handle = await open(this.path)
    try {
      const buffer = new Uint8Array(Math.min(bytes, this.size))
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  }

  /**
   * All bytes in order. One buffer serves every chunk: use it before asking for the next.
   * @throws AppError cancelled as soon as the signal is given
   */
  async *chunks(): AsyncGenerator<Uint8Array> {
    const handle = await open(this.path)
    const hash = createHash('sha256')
    const buffer = new Uint8Array(CHUNK_BYTES)
    let bytesRead = 0
    try {
      for (;;) {
        this.throwIfCancelled()
        const { bytesRead: count } = await handle.read(buffer, 0, buffer.length)
        if (count === 0) break
        bytesRead += count
        const chunk = buffer.subarray(0, count)
        if (this.#hash === null) hash.update(chunk)
        this.#watch.onProgress?.(Math.min(bytesRead, this.size), this.size)
        yield chunk
      }
      this.#hash ??= hash.digest('hex')
    } finally {
      await handle.close()
    }
  }

  /** SHA-256, hexadecimal; reads the file unless `chunks` has done so to the end. */
  async sha256(): Promise<string> {
    if (this.#hash === null) for await (const chunk of this.chunks()) void chunk
    return this.#hash!
  }

  throwIfCancelled(): void {
    if (this.#watch.signal?.aborted)
      throw new AppError('cancelled', `Reading ${this.name} was cancelled.`, { file: this.name })
  }

  /** A fault in what the file holds. */
  fault(
    code: 'fileFormat' | 'noRows',
    message: string,
    place: { readonly row?: number; readonly column?: string } = {}
  ): AppError {
    return new AppError(code, message, { file: this.name, ...place })
  }
}

function describeOpenFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by this user'
  return `cannot be opened (${error instanceof Error ? error.message : String(error)})`
}
