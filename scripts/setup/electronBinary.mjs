import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './projectRoot.mjs'

const packageFolder = join(projectRoot, 'node_modules', 'electron')

/**
 * Looks for Electron's binary without the network: `require('electron')` would start a download.
 * @returns {{ path: string } | { reason: string }}
 */
export function electronBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) {
    const path = join(override, process.platform === 'win32' ? 'electron.exe' : 'electron')
    return existsSync(path) ? { path } : { reason: `ELECTRON_OVERRIDE_DIST_PATH holds no ${path}` }
  }
  try {
    const wanted = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
    const found = readFileSync(join(packageFolder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    const path = join(packageFolder, 'dist', readFileSync(join(packageFolder, 'path.txt'), 'utf8').trim())
    if (found !== wanted) return { reason: `the Electron binary is version ${found}, not ${wanted}` }
    return existsSync(path) ? { path } : { reason: `the Electron binary is missing: ${path}` }
  } catch {
    return { reason: 'the Electron binary has not been downloaded' }
  }
}

/** Script of the electron package that fetches the binary. */
export const electronInstaller = join(packageFolder, 'install.js')
