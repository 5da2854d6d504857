import type { LinearMemory } from './linearMemory.ts'

/** Numbers with 52 bits, or with 23 at twice the speed, which is enough to rank. */
export type Precision = 'double' | 'single'

/** What formulas are compared with, and the columns that they read. */
export interface KernelData {
  readonly names: readonly string[]
  /** One column a name, all as long as y. */
  readonly x: readonly Float64Array[]
  readonly y: Float64Array
  readonly weights: Float64Array | null
}

/** Addresses of the data in one precision: a table of columns, and the target as the assembly reads it. */
export interface KernelColumns {
  readonly table: number
  readonly target: number
}

/** Σ w, the weighted mean of y and its spread about that. */
interface TargetFacts {
  readonly total: number
  readonly mean: number
  readonly spread: number
}

/** Copies the data into linear memory. The area is never given back alone: it lives as long as the memory. */
export function writeColumns(memory: LinearMemory, data: KernelData, precision: Precision): KernelColumns {
  const { x, y, weights } = data
  const facts = targetFacts(y, weights)
  const write = (column: Float64Array) => writePadded(memory, column, precision)
  const addresses = x.map(write)
  const yAddress = write(y)
  const weightAddress = weights === null ? 0 : write(weights)
  const centred = write(y.map((value) => value - facts.mean))
  const table = memory.allocate(4 * Math.max(1, addresses.length))
  memory.words.set(addresses, table / 4)
  const target = memory.allocate(64)
  memory.words.set([y.length, yAddress, weightAddress, centred], target / 4)
  memory.doubles.set([facts.total, facts.mean, facts.spread], target / 8 + 2)
  return { table, target }
}

function writePadded(memory: LinearMemory, column: Float64Array, precision: Precision): number {
  const size = precision === 'double' ? 8 : 4
  const bytes = (column.length * size + 63) & ~63
  const address = memory.allocate(bytes)
  const view = precision === 'double' ? memory.doubles : memory.singles
  view.set(column, address / size)
  view.fill(column[0] ?? 0, address / size + column.length, (address + bytes) / size)
  return address
}

function targetFacts(y: Float64Array, weights: Float64Array | null): TargetFacts {
  const weighted = (term: (value: number) => number) =>
    y.reduce((sum, value, i) => sum + (weights === null ? 1 : weights[i]!) * term(value), 0)
  const total = weighted(() => 1)
  const rough = weighted((value) => value) / total
  // once more about itself: the sum of large values has lost digits of the mean
  const mean = rough + weighted((value) => value - rough) / total
  return { total, mean, spread: weighted((value) => (value - mean) ** 2) }
}
