import { readFileSync } from 'node:fs'
import { kernelFile } from './kernelFile.ts'

/** The smallest module with vector instructions. */
const PROBE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // \0asm, version 1
  ...[1, 5, 1, 0x60, 0, 1, 0x7b], // type () → v128
  ...[3, 2, 1, 0], // one function of that type
  ...[10, 10, 1, 8, 0, 0x41, 0, 0xfd, 0x0f, 0xfd, 0x62, 0x0b] // i32.const 0, i8x16.splat, i8x16.popcnt, end
)

let compiled: WebAssembly.Module | null | undefined

/**
 * The compiled evaluator, once a thread; null where the engine knows no vector instructions. Synchronous: search threads
 * never return to their event loop.
 */
export function kernelModule(): WebAssembly.Module | null {
  compiled ??= WebAssembly.validate(PROBE) ? new WebAssembly.Module(readFileSync(kernelFile())) : null
  return compiled
}
