import { extname, resolve } from 'node:path'

/** What the desktop program was started with. */
export interface DesktopOptions {
  /** Folder of the data, where one was given. */
  readonly data: string | null
  readonly file: string | null
}

const FILE_TYPES = ['.csv', '.tsv', '.txt', '.json', '.xlsx', '.parquet']

/**
 * Reads a command line of Electron, in which switches of Chromium and the folder of the program may stand as well: the
 * last word with the ending of a table is the file. `first` is the place of the first argument of the user.
 */
export function readDesktopOptions(argv: readonly string[], cwd: string): DesktopOptions {
  const words = argv.slice(1)
  const data = words.findLast((word) => word.startsWith('--data='))?.slice('--data='.length)
  const file = words.findLast((word) => !word.startsWith('-') && FILE_TYPES.includes(extname(word).toLowerCase()))
  return { data: data ? resolve(cwd, data) : null, file: file === undefined ? null : resolve(cwd, file) }
}
