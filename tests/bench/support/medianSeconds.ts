/** Median time of a task: others on the machine slow some runs, and the first ones are still being compiled. */
export function medianSeconds(run: () => void, rounds: number): number {
  const times: number[] = []
  for (let i = 0; i < rounds + 2; i++) {
    const start = performance.now()
    run()
    if (i >= 2) times.push((performance.now() - start) / 1000)
  }
  return times.sort((a, b) => a - b)[times.length >> 1]!
}
