import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'

interface Upload {
  readonly name: string
  readonly path: string
  readonly bytes: number
  written: number
  readonly handle: FileHandle
  /** Chunks are written one after another, in the order in which they came. */
  tail: Promise<void>
}

export interface Spool {
  begin(importId: string, name: string, bytes: number): Promise<void>
  append(importId: string, chunk: Uint8Array): Promise<void>
  /** Closes the file and gives its path; it belongs to the caller from here on. */
  finish(importId: string): Promise<{ readonly path: string; readonly name: string }>
  /** Drops an upload that has not been finished. */
  discard(importId: string): Promise<void>
  /** A free path for a file called `name`. */
  pathFor(name: string): Promise<string>
  /** Deletes what no dataset refers to: uploads that were cut off. Before the first upload only. */
  sweep(kept: readonly string[]): void
}

/** Files on their way in, as `<unique>-<name>` in the folder that keeps the sources of datasets. */
export function createSpool(folder: string): Spool {
  const uploads = new Map<string, Upload>()

  async function pathFor(name: string): Promise<string> {
    await mkdir(folder, { recursive: true })
    return join(folder, `${randomUUID()}-${safeName(name)}`)
  }

  function get(importId: string): Upload {
    const upload = uploads.get(importId)
    if (upload === undefined) throw new AppError('cancelled', 'This upload was cancelled or never begun.', { importId })
    return upload
  }

  async function discard(importId: string): Promise<void> {
    const upload = uploads.get(importId)
    if (upload === undefined) return
    uploads.delete(importId)
    await upload.tail
    await upload.handle.close()
    await rm(upload.path, { force: true })
  }

  return {
    pathFor,
    discard,
    async begin(importId, name, bytes) {
      const path = await pathFor(name)
      const handle = await open(path, 'wx')
      if (uploads.has(importId)) {
        await handle.close()
        await rm(path)
        throw new AppError('conflict', 'An import with this name is already under way.', { importId })
      }
      uploads.set(importId, { name, path, bytes, written: 0, handle, tail: Promise.resolve() })
    },
    async append(importId, chunk) {
      const upload = get(importId)
      upload.written += chunk.byteLength
      if (upload.written > upload.bytes) {
        await discard(importId)
        throw new AppError(
          'badOption',
          `${upload.name} is larger than the ${upload.bytes} bytes that were announced.`,
          {
            file: upload.name
          }
        )
      }
      const written = upload.tail.then(() => writeAll(upload.handle, chunk))
      upload.tail = written.catch(() => {}) // the one who sent the chunk hears of the fault
      await written
    },
    async finish(importId) {
      const upload = get(importId)
      await upload.tail
      if (upload.written < upload.bytes) {
        await discard(importId)
        throw new AppError(
          'fileFormat',
          `Only ${upload.written} of the ${upload.bytes} bytes of ${upload.name} arrived. Drop the file once more.`,
          { file: upload.name }
        )
      }
      uploads.delete(importId)
      await upload.handle.close()
      return { path: upload.path, name: upload.name }
    },
    sweep(kept) {
      if (!existsSync(folder)) return
      const known = new Set(kept)
      const paths = readdirSync(folder).map((file) => join(folder, file))
      for (const path of paths) if (!known.has(path)) rmSync(path, { force: true })
    }
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength;) at += (await handle.write(chunk, at)).bytesWritten
}

/** The file's own name without folders and without characters that some file system refuses. */
function safeName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/')).replaceAll(/[^\p{L}\p{N}._-]/gu, '_')
  return plain.slice(-80) || 'table'
}
