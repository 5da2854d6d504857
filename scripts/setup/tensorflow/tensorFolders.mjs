import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
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
export function userCache(fallback, env = process.env, homeOf = homedir) {
  try {
    const cache = join(cacheParent(env, homeOf()), 'lawsmith')
    mkdirSync(cache, { recursive: true })
    accessSync(cache, constants.W_OK)
    return cache
  } catch {
    return fallback
  }
}

/** Throws where the home is not there: it is not for this program to make one. */
function cacheParent({ LOCALAPPDATA, XDG_CACHE_HOME }, home) {
  const named = process.platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME
  if (named && existsSync(named)) return named
  accessSync(home)
  return join(home, '.cache')
}
