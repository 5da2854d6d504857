import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withFolderLock } from './folderLock.mjs'
import { projectNode } from './projectNode.mjs'
import { projectRoot } from './projectRoot.mjs'
import { runQuietly } from './runProcess.mjs'
import { toolScript } from './toolScript.mjs'

const out = join(projectRoot, 'out')
const stamp = join(out, '.built')
const SETTINGS = [
  'electron.vite.config.ts',
  'svelte.config.js',
  'package.json',
  'package-lock.json',
  join('scripts', 'setup', 'kernelFile.mjs'),
  join('scripts', 'setup', 'tensorflow', 'provenAddon.mjs'),
  join('scripts', 'setup', 'tensorflow', 'tensorFolders.mjs')
]

/** Builds `out/` where it is older than the sources; `force` builds it in any case. */
export async function buildApp(say, { force = false } = {}) {
  if (!force && isBuilt(sourceHash())) return
  await withFolderLock(join(out, '.lock'), async () => {
    const hash = sourceHash()
    if (!force && isBuilt(hash)) return
    say('Building …')
    const args = [toolScript('electron-vite'), 'build', '--logLevel', 'warn']
    const { code, output } = await runQuietly(projectNode(), args, { cwd: projectRoot })
    if (code > 128) throw new Error('The build was interrupted.')
    if (code !== 0) throw new Error(`The build failed:\n${output}`)
    writeFileSync(stamp, hash)
  })
}

function isBuilt(hash) {
  return existsSync(join(out, 'main', 'cli.js')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

/** Digest of the names and contents of all that the build reads: some ten milliseconds for the whole of `src`. */
function sourceHash() {
  const hash = createHash('sha256')
  const sources = readdirSync(join(projectRoot, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
  for (const path of [...sources, ...SETTINGS.map((name) => join(projectRoot, name))])
    hash.update(path.slice(projectRoot.length)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}
