/** Runs are repeated for so long at a time, because processor time is counted in steps of milliseconds. */
const AT_LEAST_MS = 60

/** Median time by the clock: the first runs, which are still being compiled, do not count. */
export function medianSeconds(run: () => void, rounds: number): number {
  const times: number[] = []
  for (let i = 0; i < rounds + 2; i++) {
    const start = performance.now()
    run()
    if (i >= 2) times.push((performance.now() - start) / 1000)
  }
  return middle(times)
}

/** Median processor time of this thread: what others on the machine take away does not count. */
export function medianProcessorSeconds(run: () => void, rounds: number): number {
  const times: number[] = []
  run()
  for (let i = 0; i < rounds; i++) {
    const [clock, processor] = [performance.now(), processorSeconds()]
    let runs = 0
    do {
      run()
      runs++
    } while (performance.now() - clock < AT_LEAST_MS)
    times.push((processorSeconds() - processor) / runs)
  }
  return middle(times)
}

/** Of this thread, so far; counted in steps of a millisecond or so. */
export function processorSeconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}

function middle(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 1]!
}
