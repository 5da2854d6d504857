const never = new Int32Array(new SharedArrayBuffer(4))

/** Blocks this thread, which has no event loop to go back to. */
export function sleepMs(ms: number): void {
  Atomics.wait(never, 0, 0, ms)
}
