import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * File of the compiled evaluator: kernel.wasm beside the bundle, or, when run from source, what the build script keeps
 * in its cache, compiled now if the cache has none.
 */
export function kernelFile(): string {
  const folder = import.meta.dirname
  // bundled code may lie in a folder of chunks below the entries
  const places = [join(folder, 'kernel.wasm'), join(folder, '..', 'kernel.wasm')]
  const built = places.find((place) => existsSync(place))
  if (built !== undefined) return built
  const script = join(folder, '..', '..', '..', 'scripts', 'setup', 'kernelFile.mjs')
  if (!existsSync(script)) throw new Error(`kernel.wasm is missing beside ${folder}`)
  const { ensureKernel } = createRequire(import.meta.url)(script) as { ensureKernel: () => string }
  return ensureKernel()
}
