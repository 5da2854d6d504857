import { withProgressLine } from './progressLine.mjs'
import { setUpTensorFlow } from './setUpTensorFlow.mjs'

/** A start does not wait for ever for something that it can do without. */
const PATIENCE_MS = 240_000

/** Sets native TensorFlow up where that is possible, and says so where it is not. Throws only when interrupted. */
export async function provideTensorFlow(say) {
  const reason = await withProgressLine('Setting up TensorFlow', (step) =>
    setUpTensorFlow(step, { fetchLimitMs: PATIENCE_MS })
  )
  if (reason !== null) say(withoutNative(reason))
}

/** What a person is told where native TensorFlow cannot be had. */
export function withoutNative(reason) {
  return `Native TensorFlow is not available: ${reason}. Training uses WebAssembly, which is slower.`
}
