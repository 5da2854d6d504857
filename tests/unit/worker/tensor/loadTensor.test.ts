import { once } from 'node:events'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { loadTensor } from '../../../../src/worker/tensor/loadTensor.ts'
import { nativeObstacle, onEachBackend } from '../../../support/tensorBackends.ts'

interface Round {
  readonly backend: string
  readonly step: number
}

test('takes native TensorFlow where it runs, and else says why training is slower', async () => {
  const { backend, notice } = await loadTensor()
  if (nativeObstacle === null) expect({ backend, notice }).toEqual({ backend: 'tensorflow', notice: null })
  else {
    expect(backend).toBe('wasm')
    expect(notice).toContain(nativeObstacle)
  }
})

onEachBackend((load) => {
  test('computes, whatever backend was asked for before', async () => {
    await loadTensor('cpu')
    const { tf, backend } = await load()
    expect(tf.getBackend()).toBe(backend)
    expect([...tf.tidy(() => tf.matMul([[1, 2]], [[3], [4]]).dataSync())]).toEqual([11])
  })
})

test('a thread that trains ends when it is terminated, and the next one trains as well', async () => {
  for (let turn = 0; turn < 2; turn++) {
    const thread = new Worker(resolve('tests/support/trainForever.ts'), { execArgv: [] })
    const [first] = (await once(thread, 'message')) as [Round]
    expect(first.backend).toBe(nativeObstacle === null ? 'tensorflow' : 'wasm')
    await once(thread, 'message')
    const exited = once(thread, 'exit')
    await thread.terminate()
    // terminated from outside, not ended by a fault of its own
    expect(await exited).toEqual([1])
  }
})

test('two threads train at once', async () => {
  const threads = [0, 1].map(() => new Worker(resolve('tests/support/trainForever.ts'), { execArgv: [] }))
  const steps = await Promise.all(
    threads.map(async (thread) => {
      for (;;) {
        const [{ step }] = (await once(thread, 'message')) as [Round]
        if (step >= 20) return step
      }
    })
  )
  expect(steps.every((step) => step >= 20)).toBe(true)
  await Promise.all(threads.map((thread) => thread.terminate()))
})
