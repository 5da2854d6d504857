import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { describe } from 'vitest'
import { whyNotNative } from '../../scripts/setup/tensorflow/provenAddon.mjs'
import { loadTensor } from '../../src/worker/tensor/loadTensor.ts'
import type { TensorBackend, TensorRuntime } from '../../src/worker/tensor/tensorRuntime.ts'

const tfjsNode = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node/package.json'))

/** Why native TensorFlow cannot be tried on this machine; null where it can. */
export const nativeObstacle = whyNotNative(tfjsNode)

/** Repeats tests on every backend; native TensorFlow is skipped where it is not to be had, and the title says why. */
export function onEachBackend(tests: (load: () => Promise<TensorRuntime>) => void): void {
  const backends: readonly TensorBackend[] = ['tensorflow', 'wasm', 'cpu']
  for (const backend of backends) {
    const obstacle = backend === 'tensorflow' ? nativeObstacle : null
    const title = obstacle === null ? backend : `${backend}, not tried: ${obstacle}`
    describe.skipIf(obstacle !== null)(title, () => tests(() => loadTensor(backend)))
  }
}
