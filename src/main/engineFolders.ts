import { join } from 'node:path'

export interface EngineFolders {
  /** Folder of the database, or `:memory:`. */
  readonly data: string
  /** Folder of the samples. */
  readonly resources: string
}

/** Files that come with the program: beside `out/` in a checkout and in a package alike. */
export const resourcesFolder = join(import.meta.dirname, '..', '..', 'resources')

/** The built window. */
export const rendererFolder = join(import.meta.dirname, '..', 'renderer')
