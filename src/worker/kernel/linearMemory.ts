import { createFreeAreas } from './freeAreas.ts'
import type { KernelExports } from './kernelExports.ts'
import { kernelModule } from './kernelModule.ts'

/** 64 KiB each: 2 GiB, so that addresses are positive numbers; as the build script tells the compiler. */
const MAX_PAGES = 32_768
const PAGE = 65_536
/** The compiler's own data fit into this. */
const FIRST_PAGES = 2

/** What the vector functions leave to the language: arguments beyond their range, one by one. */
const SCALAR = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  cbrt: Math.cbrt,
  pow: (base: number, exponent: number) => base ** exponent
}

/** One thread's view of a linear memory and of the code that works on it. */
export interface LinearMemory {
  readonly memory: WebAssembly.Memory
  readonly code: KernelExports
  /** Views of all of the memory; `allocate` may renew them, and what it gave before stays in the old ones too. */
  readonly doubles: Float64Array
  readonly singles: Float32Array
  readonly words: Uint32Array
  readonly bytes: Uint8Array
  /** Address of a new area, a multiple of 64. Throws a RangeError where there is no room left. */
  allocate(bytes: number): number
  /** Gives an area back to this thread's later allocations. */
  free(address: number, bytes: number): void
}

/**
 * A linear memory of its own, or one more thread's view of `memory`: each has its code and may allocate, the memory is
 * the same. Null where the engine knows no vector instructions.
 */
export function openLinearMemory(memory?: WebAssembly.Memory): LinearMemory | null {
  const module = kernelModule()
  if (module === null) return null
  const own = memory ?? new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MAX_PAGES, shared: true })
  const instance = new WebAssembly.Instance(module, { env: { memory: own, abort: stop }, host: SCALAR })
  const code = instance.exports as unknown as KernelExports
  // the first word behind the compiler's data counts what is taken, for all threads
  const counter = aligned(code.freeMemory())
  const free = createFreeAreas()
  let buffer = own.buffer
  let doubles = new Float64Array(buffer)
  let singles = new Float32Array(buffer)
  let words = new Uint32Array(buffer)
  let bytes = new Uint8Array(buffer)

  function renew(): void {
    buffer = own.buffer
    doubles = new Float64Array(buffer)
    singles = new Float32Array(buffer)
    words = new Uint32Array(buffer)
    bytes = new Uint8Array(buffer)
  }

  function take(size: number): number {
    if (size > MAX_PAGES * PAGE) throw new RangeError(`${size} bytes are more than linear memory holds`)
    const address = counter + 64 + Atomics.add(words, counter / 4, size)
    const missing = address + size - own.buffer.byteLength
    // another thread may have grown it meanwhile, then it is a little larger than need be
    if (missing > 0) own.grow(Math.ceil(missing / PAGE))
    if (address + size > buffer.byteLength) renew()
    return address
  }

  return {
    memory: own,
    code,
    get doubles() {
      return doubles
    },
    get singles() {
      return singles
    },
    get words() {
      return words
    },
    get bytes() {
      return bytes
    },
    allocate(size) {
      const rounded = aligned(size)
      return free.take(rounded) ?? take(rounded)
    },
    free: (address, size) => free.give(address, aligned(size))
  }
}

function aligned(bytes: number): number {
  return 64 * Math.ceil(bytes / 64)
}

function stop(): never {
  throw new Error('the evaluator stopped')
}
