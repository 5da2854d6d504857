import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './projectRoot.mjs'

/** better-sqlite3 is built for Node-API 10 and ends an older Node with a segmentation fault, without a word. */
const NODE_API = 10

/**
 * Path of a Node that can run the product: this one, or the one that npm installed into the project.
 * Resolved by path, because npm 10 leaves out `node_modules/.bin/node`.
 */
export function projectNode() {
  if (Number(process.versions.napi) >= NODE_API) return process.execPath
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  const path = join(projectRoot, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node')
  if (existsSync(path)) return path
  throw new Error(`Node ${process.version} is too old and there is no ${name} package: install Node 22.14 or newer.`)
}
