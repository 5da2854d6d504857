import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { projectNode } from './projectNode.mjs'
import { projectRoot } from './projectRoot.mjs'

const sources = join(projectRoot, 'src', 'worker', 'kernel', 'assembly')
const compiler = join(projectRoot, 'node_modules', 'assemblyscript')
const cache = join(projectRoot, 'node_modules', '.cache', 'lawsmith')
const OPTIONS = [
  ...['-O3', '--noAssert', '--runtime', 'stub'],
  ...['--enable', 'simd', '--enable', 'threads', '--enable', 'bulk-memory'],
  // the host makes the memory, which threads share; its size is that of MAX_PAGES in linearMemory.ts
  ...['--importMemory', '--sharedMemory', '--initialMemory', '2', '--maximumMemory', '32768'],
  // addresses have 32 bits, and vectors stay inside
  ...['--disableWarning', '112', '--disableWarning', '201']
]

/** Path of the compiled evaluator; compiles it into the cache of node_modules where its sources are new. */
export function ensureKernel() {
  const file = join(cache, `kernel-${sourceHash()}.wasm`)
  if (existsSync(file)) return file
  mkdirSync(cache, { recursive: true })
  const draft = `${file}.${process.pid}`
  const args = [join(compiler, 'bin', 'asc.js'), join(sources, 'index.ts'), '-o', draft, ...OPTIONS]
  const { status, stderr, error } = spawnSync(projectNode(), args, { cwd: projectRoot, encoding: 'utf8' })
  if (error) throw error
  if (status !== 0) throw new Error(`The evaluator does not compile:\n${stderr}`)
  // in one step, so that nobody reads half a file
  renameSync(draft, file)
  return file
}

function sourceHash() {
  const hash = createHash('sha256').update(OPTIONS.join(' '))
  hash.update(readFileSync(join(compiler, 'package.json')))
  for (const name of readdirSync(sources).sort()) hash.update(name).update(readFileSync(join(sources, name)))
  return hash.digest('hex').slice(0, 16)
}
