import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { withFolderLock } from '../folderLock.mjs'
import { projectRoot } from '../projectRoot.mjs'
import { buildAddon, findCompiler } from './buildAddon.mjs'
import { fetchLibrary } from './fetchLibrary.mjs'
import { whyNotNative } from './provenAddon.mjs'
import { addonPlaces, userCache } from './tensorFolders.mjs'

const tfjsNode = join(projectRoot, 'node_modules', '@tensorflow', 'tfjs-node')
/** Files that the addon asks for by these names, and what they are called in the archive. */
const LIBRARIES = {
  'libtensorflow.so.1': 'libtensorflow.so.1.15.0',
  'libtensorflow_framework.so.1': 'libtensorflow_framework.so.1.15.0'
}
const PATIENCE_MS = 24 * 3600_000

/**
 * Puts native TensorFlow beside the installed tfjs-node and proves it. Where that fails, the reason is kept for a day,
 * so that not every start tries in vain; `again` tries in any case. Throws only when it is interrupted.
 * @param {(step: string) => void} say
 * @param {{ again?: boolean, fetchLimitMs?: number }} options how long the download may take
 * @returns {Promise<string | null>} why native TensorFlow is not available, or null where it is
 */
export async function setUpTensorFlow(say, { again = false, fetchLimitMs = 3600_000 } = {}) {
  if (whyNotNative(tfjsNode) === null) return null
  const cache = userCache(join(projectRoot, 'node_modules', '.cache', 'lawsmith'))
  const failure = join(cache, 'tensorflow-failure.txt')
  const known = again ? null : recentFailure(failure)
  if (known !== null) return known
  try {
    refuseOtherMachines()
    await withFolderLock(join(cache, 'tensorflow.lock'), () =>
      provision(join(cache, 'tensorflow-1.15.0'), say, fetchLimitMs)
    )
    rmSync(failure, { force: true })
    return null
  } catch (error) {
    if (error.isInterruption) throw error
    mkdirSync(cache, { recursive: true })
    writeFileSync(failure, error.message)
    return error.message
  }
}

/** Why native TensorFlow is not available, without setting anything up; null where it is. */
export function checkTensorFlow() {
  const cache = userCache(join(projectRoot, 'node_modules', '.cache', 'lawsmith'))
  const reason = whyNotNative(tfjsNode)
  return reason === null ? null : (recentFailure(join(cache, 'tensorflow-failure.txt')) ?? reason)
}

function refuseOtherMachines() {
  const machine = `${process.platform} on ${process.arch}`
  if (machine !== 'linux on x64') throw new Error(`there is no library for ${machine}`)
  if (!process.report.getReport().header.glibcVersionRuntime) throw new Error('the library needs glibc')
  if (!/\bavx\b/.test(readFileSync('/proc/cpuinfo', 'utf8'))) throw new Error('the processor knows no AVX')
}

async function provision(folder, say, fetchLimitMs) {
  if (whyNotNative(tfjsNode) === null) return // another process was quicker
  await findCompiler() // before the large download
  await fetchLibrary(folder, tfjsNode, say, fetchLimitMs)
  const places = addonPlaces(tfjsNode)
  place(await buildAddon(folder, tfjsNode, say), places.addon)
  for (const [name, original] of Object.entries(LIBRARIES)) {
    place(join(folder, 'deps', 'lib', original), join(places.libraries, name))
  }
  say('trying …')
  const reason = whyNotNative(tfjsNode)
  if (reason !== null) throw new Error(reason)
}

/** Puts a file where it is asked for, without a second copy on the disk where that can be. */
function place(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  rmSync(to, { force: true })
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to) // another file system
  }
}

function recentFailure(file) {
  if (!existsSync(file) || Date.now() - statSync(file).mtimeMs > PATIENCE_MS) return null
  return readFileSync(file, 'utf8')
}
