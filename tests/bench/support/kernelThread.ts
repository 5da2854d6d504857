// The second thread of bench:kernel: works on its half each time the first calls, on the same memory.
import { parentPort, workerData } from 'node:worker_threads'
import type { Expr } from '../../../src/shared/domain/expr.ts'
import { openKernel, type KernelHandle } from '../../../src/worker/kernel/kernel.ts'
import { processorSeconds } from './medianSeconds.ts'

interface Job {
  readonly handle: KernelHandle
  readonly formulas: readonly Expr[]
  readonly repeats: number
  /** [turn asked for, turn done]. */
  readonly signal: Int32Array
  /** Seconds of processor time that this thread has taken so far. */
  readonly processor: Float64Array
}

const { handle, formulas, repeats, signal, processor } = workerData as Job
const population = openKernel(handle)?.population()
if (population === undefined) throw new Error('this engine knows no vector instructions')
for (const formula of formulas) population.add(formula)
population.losses()
parentPort?.postMessage('ready')
for (let turn = 0; ;) {
  Atomics.wait(signal, 0, turn)
  turn = Atomics.load(signal, 0)
  for (let k = 0; k < repeats; k++) population.losses()
  processor[0] = processorSeconds()
  Atomics.store(signal, 1, turn)
  Atomics.notify(signal, 1)
}
