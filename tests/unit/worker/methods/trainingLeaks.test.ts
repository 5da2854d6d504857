import { expect, test, vi } from 'vitest'
import { METHODS } from '../../../../src/worker/methods/registry.ts'
import { loadTensor } from '../../../../src/worker/tensor/loadTensor.ts'
import { investigate } from '../../../support/investigate.ts'
import { TABLE_METHOD_CASES } from '../../../support/tableMethodCases.ts'

// two trainings each, on a machine that may have other things to do
vi.setConfig({ testTimeout: 120_000 })

const training = METHODS.flatMap((method) => (method.kind === 'table' && method.descriptor.trainsNetworks ? [method] : [])) // prettier-ignore

test.each(training.map((method) => [method.descriptor.id, method] as const))(
  '%s leaves no tensor behind, whether it goes on to its end or is stopped in a training',
  async (id, method) => {
    const { easyCase, options } = TABLE_METHOD_CASES[id]!
    const { tf } = await loadTensor()
    const before = tf.memory().numTensors
    let most = before
    const watch = () => {
      most = Math.max(most, tf.memory().numTensors)
      return false
    }
    await investigate(method, easyCase, options ?? {}, { shouldStop: watch })
    expect(tf.memory().numTensors).toBe(before)
    expect(most).toBeGreaterThan(before)
    let looks = 0
    const half = () => tf.memory().numTensors > before && ++looks > 20
    await investigate(method, easyCase, options ?? {}, { shouldStop: half })
    expect(looks).toBeGreaterThan(20)
    expect(tf.memory().numTensors).toBe(before)
  }
)
