import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

export interface StaticFile {
  readonly mediaType: string
  readonly bytes: Buffer<ArrayBuffer>
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.json': 'application/json'
}

/**
 * Reads the built window, a few megabytes, into memory by its paths (`/`, `/assets/index-1a2b.js`). Only what is listed
 * here can be asked for, and a later build does not pull files from under an open window.
 */
export function readStaticFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const mediaType = MEDIA_TYPES[extname(entry.name)] ?? 'application/octet-stream'
    files.set('/' + relative(folder, path).split(sep).join('/'), { mediaType, bytes: readFileSync(path) })
  }
  const index = files.get('/index.html')
  if (!index) throw new Error(`${folder} holds no index.html: the window has not been built`)
  return files.set('/', index)
}
