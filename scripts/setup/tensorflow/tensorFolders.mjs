import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where tfjs-node looks for its addon and the addon for its libraries, below `node_modules/@tensorflow/tfjs-node`. */
export function addonPlaces(tfjsNode) {
  return { addon: join(tfjsNode, 'lib', 'napi-v8', 'tfjs_binding.node'), libraries: join(tfjsNode, 'deps', 'lib') }
}

/**
 * Folder of this program in the user's cache, which outlives `node_modules`; made where it is missing.
 * @returns {string} `fallback` where the user has no folder that can be written
 */
export function userCache(fallback, env = process.env) {
  const home = env.XDG_CACHE_HOME || (homedir() && join(homedir(), '.cache'))
  const folder = process.platform === 'win32' && env.LOCALAPPDATA ? env.LOCALAPPDATA : home
  if (!folder) return fallback
  try {
    const cache = join(folder, 'lawsmith')
    mkdirSync(cache, { recursive: true })
    accessSync(cache, constants.W_OK)
    return cache
  } catch {
    return fallback
  }
}
