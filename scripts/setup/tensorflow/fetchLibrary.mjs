import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { runQuietly } from '../runProcess.mjs'

/**
 * The store that tfjs-node's own installer asks answers nobody any more. This package of the npm registry carries the
 * C library of TensorFlow 1.15.0 for Linux on x64 in a compressed archive; its later versions hold no binaries.
 */
const PACKAGE = 'tfjs-node-lambda-releases@1.6.1'
const ARCHIVE = 'package/nodejs12.x-tf2.7.0.br'
const INTEGRITY = 'sha512-D275PZpxsKenTuiPnvIE5T+D5JrT4aU9M3EDCedBQKlP0hUB7011Yzg8CAJ6MBIog9Lq90aaEair4yrBBlk61w=='
const MEGABYTES = 195
const NEEDED = /^(\.\/)?node_modules\/@tensorflow\/tfjs-node\/(deps\/(lib|include)|binding)\//
const PARTS = ['deps/lib/libtensorflow.so.1.15.0', 'deps/include/tensorflow/c/c_api.h', 'binding/tfjs_backend.cc']

/** Puts the library into `folder`, whole or not at all. Throws where it cannot be had or is not what it was. */
export async function fetchLibrary(folder, tfjsNode, say, limitMs) {
  const done = join(folder, 'complete')
  if (existsSync(done)) return
  const draft = `${folder}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  try {
    const tarball = await download(draft, say, limitMs)
    say('unpacking …')
    await unpack(tarball, draft, createRequire(join(tfjsNode, 'package.json'))('tar'))
    rmSync(tarball)
    const missing = PARTS.find((part) => !existsSync(join(draft, part)))
    if (missing) throw new Error(`the package holds no ${missing}`)
    writeFileSync(join(draft, 'complete'), PACKAGE)
    rmSync(folder, { recursive: true, force: true })
    renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

async function download(folder, say, limitMs) {
  const started = Date.now()
  const report = () => say(`fetching ${MEGABYTES} MB … ${Math.round((Date.now() - started) / 1000)} s`)
  report()
  const ticking = setInterval(report, 1000)
  // a cache of its own, so that npm does not keep the package a second time
  const options = [
    '--ignore-scripts',
    '--loglevel=error',
    '--no-progress',
    '--fetch-retries=1',
    '--cache',
    join(folder, 'npm')
  ]
  const args = ['pack', PACKAGE, ...options, '--pack-destination', folder]
  const { code, output } = await npm(args, folder, AbortSignal.timeout(limitMs))
  clearInterval(ticking)
  if (code > 128) throw Object.assign(new Error('The set-up of TensorFlow was interrupted.'), { isInterruption: true })
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'))
  if (code !== 0 || !name) {
    const fault = /npm error code (\S+)/.exec(output)?.[1] ?? 'npm did not run, or took too long'
    throw new Error(`${PACKAGE} cannot be fetched (${fault})`)
  }
  rmSync(join(folder, 'npm'), { recursive: true, force: true })
  const tarball = join(folder, name)
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  if (`sha512-${hash.digest('base64')}` !== INTEGRITY) throw new Error(`${PACKAGE} is not the package that it was`)
  return tarball
}

/** The tarball holds an archive, compressed by Brotli, of an installed tfjs-node. */
async function unpack(tarball, folder, tar) {
  let unpacked = null
  await tar.t({
    file: tarball,
    filter: (path) => path === ARCHIVE,
    onentry: (entry) => {
      const extract = tar.x({ cwd: folder, strip: 3, filter: (path) => NEEDED.test(path) })
      unpacked = pipeline(entry, createBrotliDecompress(), extract)
    }
  })
  if (unpacked === null) throw new Error(`${PACKAGE} holds no ${ARCHIVE}`)
  await unpacked
}

/** The npm that started this script, else the one on the path. */
function npm(args, cwd, signal) {
  const script = process.env.npm_execpath
  const env = { ...process.env, npm_config_ignore_scripts: 'true' }
  if (script?.endsWith('.js')) return runQuietly(process.execPath, [script, ...args], { cwd, env, signal })
  return runQuietly('npm', args, { cwd, env, signal })
}
