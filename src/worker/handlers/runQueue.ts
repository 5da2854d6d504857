export interface RunQueue {
  /** Begins the run at once when no other is at work, else when its turn comes. */
  add(runId: number): void
  /** The run has ended, is paused, or no longer wants its turn. */
  leave(runId: number): void
}

/** One run at a time: a search takes every core that it is given, two would only slow each other down. */
export function createRunQueue(begin: (runId: number) => void): RunQueue {
  const waiting: number[] = []
  let active: number | null = null

  function next(): void {
    const runId = active === null ? waiting.shift() : undefined
    if (runId === undefined) return
    active = runId
    begin(runId)
  }

  return {
    add(runId) {
      waiting.push(runId)
      next()
    },
    leave(runId) {
      const place = waiting.indexOf(runId)
      if (place >= 0) waiting.splice(place, 1)
      if (active === runId) active = null
      next()
    }
  }
}
