import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withFolderLock } from './folderLock.mjs'
import { projectRoot } from './projectRoot.mjs'
import { runQuietly } from './runProcess.mjs'

/** Runs `npm ci` where node_modules lacks something that the lock asks for. */
export async function installPackages(say) {
  if (isInstalled()) return
  await withFolderLock(join(projectRoot, 'out', '.lock'), async () => {
    if (isInstalled()) return
    say('Installing packages …')
    const { code, output } = await npm(['ci', '--include=dev', '--include=optional', '--loglevel=error'])
    if (code > 128) throw new Error('npm ci was interrupted.')
    if (code !== 0) throw new Error(`npm ci failed:\n${output}`)
  })
}

/**
 * True where every package of the lock is installed in its version. Contents are compared, not times: a checkout or a
 * restored cache says nothing with its times. Optional packages are for some other platform if they are missing.
 */
function isInstalled() {
  const wanted = readPackages('package-lock.json')
  const found = readPackages(join('node_modules', '.package-lock.json'))
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' || (found[path] ? found[path].version === version : optional || devOptional || peer)
  )
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(projectRoot, file), 'utf8')).packages
  } catch {
    return {}
  }
}

/** The npm that started this script, else the one on the path. */
function npm(args) {
  const script = process.env.npm_execpath
  const options = { cwd: projectRoot }
  if (script?.endsWith('.js')) return runQuietly(process.execPath, [script, ...args], options)
  return runQuietly('npm', args, { ...options, shell: process.platform === 'win32' })
}
