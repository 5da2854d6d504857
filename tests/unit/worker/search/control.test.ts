import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { createControlBlock, openControl, type RunControl } from '../../../../src/worker/search/control.ts'

/** A control with a clock that the test sets, in milliseconds. */
function controlAt(limits: { seconds: number; evaluations: number | null }): {
  control: RunControl
  wait(ms: number): void
} {
  let now = 1000
  const clock = () => now
  return {
    control: openControl(createControlBlock(limits, clock), clock),
    wait: (ms) => {
      now += ms
    }
  }
}

describe('control of a run', () => {
  test('goes on until the time limit', () => {
    const { control, wait } = controlAt({ seconds: 2, evaluations: null })
    wait(1999)
    expect(control.shouldStop()).toBe(false)
    wait(1)
    expect(control.shouldStop()).toBe(true)
    expect(control.stopCause()).toBe('timeLimit')
  })

  test('does not count a pause against the time limit', () => {
    const { control, wait } = controlAt({ seconds: 2, evaluations: null })
    wait(500)
    control.pause()
    wait(60_000)
    expect(control.elapsedSeconds()).toBe(0.5)
    control.resume()
    wait(1000)
    expect(control.elapsedSeconds()).toBe(1.5)
    expect(control.stopCause()).toBeNull()
  })

  test('does not count the start of the thread, nor a pause that came before it', () => {
    const { control, wait } = controlAt({ seconds: 2, evaluations: null })
    wait(1500)
    control.pause()
    wait(1500)
    control.begin()
    wait(5000)
    control.resume()
    wait(1000)
    expect(control.elapsedSeconds()).toBe(1)
    expect(control.stopCause()).toBeNull()
  })

  test('keeps the first moment of a pause that is asked for twice', () => {
    const { control, wait } = controlAt({ seconds: 10, evaluations: null })
    wait(1000)
    control.pause()
    wait(1000)
    control.pause()
    wait(1000)
    control.resume()
    expect(control.elapsedSeconds()).toBe(1)
  })

  test('adds the counters of all that share the block', () => {
    const block = createControlBlock({ seconds: 10, evaluations: 100 })
    const [first, second] = [openControl(block), openControl(block)]
    first.count(60, 600)
    second.count(39, 390)
    expect([first.evaluations(), second.nodeEvaluations()]).toEqual([99, 990])
    expect(first.stopCause()).toBeNull()
    second.count(1, 10)
    expect(first.stopCause()).toBe('evaluationLimit')
  })

  test('names the evaluation limit when both limits are reached, whatever the clock says', () => {
    const { control, wait } = controlAt({ seconds: 1, evaluations: 10 })
    control.count(10, 10)
    wait(5000)
    expect(control.stopCause()).toBe('evaluationLimit')
  })

  test('lets the user stop a paused run', () => {
    const { control } = controlAt({ seconds: 10, evaluations: null })
    control.pause()
    control.stop()
    expect(control.shouldStop()).toBe(true)
    expect(control.stopCause()).toBe('stoppedByUser')
  })

  test('holds another thread while paused and lets it go on', async () => {
    const block = createControlBlock({ seconds: 60, evaluations: null })
    const control = openControl(block)
    const source = `
      const { parentPort, workerData } = require('node:worker_threads')
      import(workerData.module).then(({ openControl }) => {
        const control = openControl(workerData.block)
        parentPort.postMessage('asking')
        parentPort.postMessage(control.shouldStop())
      })`
    control.pause()
    const module = new URL('../../../../src/worker/search/control.ts', import.meta.url).href
    const worker = new Worker(source, { eval: true, workerData: { block, module }, execArgv: [] })
    const messages: unknown[] = []
    await new Promise<void>((resolve) => {
      worker.on('message', (message) => {
        messages.push(message)
        // the thread blocks from here on: nothing more may come while it is paused
        if (message === 'asking') setTimeout(resolve, 150)
      })
    })
    expect(messages).toEqual(['asking'])
    const exited = new Promise((resolve) => worker.on('exit', resolve))
    control.resume()
    await exited
    expect(messages).toEqual(['asking', false])
  })
})
