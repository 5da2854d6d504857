import { writeColumns, type KernelColumns, type KernelData, type Precision } from './kernelColumns.ts'
import { openLinearMemory, type LinearMemory } from './linearMemory.ts'
import { createPopulation, type Population } from './population.ts'

/** A kernel as it travels to another thread, which opens it with `openKernel`. */
export interface KernelHandle {
  readonly memory: WebAssembly.Memory
  readonly names: readonly string[]
  readonly rows: number
  readonly columns: Readonly<Partial<Record<Precision, KernelColumns>>>
}

/** Data in linear memory, and formulas by the thousand on them: for whoever tries more than keeps. */
export interface Kernel {
  readonly rows: number
  readonly handle: KernelHandle
  /** An empty list of formulas to be evaluated together. */
  population(precision?: Precision): Population
}

/**
 * Copies the data into a linear memory of their own, which goes when the kernel goes. Null where the engine knows no
 * vector instructions.
 * @param precisions which copies are needed
 */
export function createKernel(data: KernelData, precisions: readonly Precision[] = ['double']): Kernel | null {
  const memory = openLinearMemory()
  if (memory === null) return null
  const columns = Object.fromEntries(
    precisions.map((precision) => [precision, writeColumns(memory, data, precision)])
  ) as KernelHandle['columns']
  return kernelOn(memory, { memory: memory.memory, names: data.names, rows: data.y.length, columns })
}

/** The same data in another thread: nothing is copied. */
export function openKernel(handle: KernelHandle): Kernel | null {
  const memory = openLinearMemory(handle.memory)
  return memory && kernelOn(memory, handle)
}

function kernelOn(memory: LinearMemory, handle: KernelHandle): Kernel {
  return {
    rows: handle.rows,
    handle,
    population(precision = 'double') {
      const columns = handle.columns[precision]
      if (columns === undefined) throw new RangeError(`the kernel has no columns of ${precision} precision`)
      return createPopulation(memory, columns, handle.names, handle.rows, precision)
    }
  }
}
