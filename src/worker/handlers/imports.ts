import { constants } from 'node:fs'
import { copyFile, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ImportOptions, ImportResult } from '../../shared/domain/dataset.ts'
import { AppError } from '../../shared/errors.ts'
import { importFile } from '../io/importFile.ts'
import type { EngineDeps } from './engineDeps.ts'
import type { Spool } from './spool.ts'

/** What was read, and the kept copy of the file that it was read from. */
export interface ReadFile {
  readonly path: string
  readonly result: ImportResult
}

/** Puts what was read to use; it is a part of the import and can be cancelled with it. */
type Use<In, Out> = (input: In, signal: AbortSignal) => Promise<Out>

type Options = Partial<ImportOptions>
type Read = (path: string, fileName: string, options: Options) => Promise<ImportResult>

/** Files being read. Each import has a name of its own, so that several can go on at once and any can be cancelled. */
export function createImports({ emit }: Pick<EngineDeps, 'emit'>, spool: Spool) {
  const reading = new Map<string, AbortController>()

  /** Gives the work a name from its very start, so that a cancel that comes at once is not lost. */
  async function track<T>(importId: string, work: (read: Read, signal: AbortSignal) => Promise<T>): Promise<T> {
    if (reading.has(importId)) {
      throw new AppError('conflict', 'An import with this name is already under way.', { importId })
    }
    const controller = new AbortController()
    const { signal } = controller
    reading.set(importId, controller)
    const onProgress = (done: number, total: number) => emit.importProgress(importId, done, total)
    try {
      return await work(
        (path, fileName, options) => importFile(path, options, { signal, onProgress, fileName }),
        signal
      )
    } finally {
      reading.delete(importId)
    }
  }

  return {
    /** Reads a kept file once more. */
    readAgain: <T>(importId: string, path: string, fileName: string, options: Options, use: Use<ImportResult, T>) =>
      track(importId, async (read, signal) => use(await read(path, fileName, options), signal)),

    /** Reads a file that was uploaded; it goes when the import fails. */
    readUpload: <T>(importId: string, options: Options, use: Use<ReadFile, T>): Promise<T> =>
      track(importId, async (read, signal) => {
        const { path, name } = await spool.finish(importId)
        return discardOnFailure(path, async () => use({ path, result: await read(path, name, options) }, signal))
      }),

    /** Reads a file of the user and keeps a copy: a dataset must stay as it is, whatever becomes of the original. */
    readOriginal: <T>(importId: string, original: string, options: Options, use: Use<ReadFile, T>): Promise<T> =>
      track(importId, async (read, signal) => {
        const name = basename(original)
        const result = await read(original, name, options)
        const path = await spool.pathFor(name)
        return discardOnFailure(path, async () => {
          await copyFile(original, path, constants.COPYFILE_FICLONE)
          return use({ path, result }, signal)
        })
      }),

    async cancel(importId: string): Promise<void> {
      reading.get(importId)?.abort(new AppError('cancelled', 'The import was cancelled.', { importId }))
      await spool.discard(importId)
    }
  }
}

async function discardOnFailure<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}
