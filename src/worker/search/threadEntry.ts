import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** File that a search thread starts with: the bundle's thread.js, or thread.ts when run from source. */
export function threadEntry(): string {
  const folder = import.meta.dirname
  // bundled code may lie in a folder of chunks below the entries
  const places = [join(folder, 'thread.ts'), join(folder, 'thread.js'), join(folder, '..', 'thread.js')]
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`the search thread is missing beside ${folder}`)
  return found
}
