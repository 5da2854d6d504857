/** Runs work on one item only when all earlier work on it has ended. */
export type Turns = <T>(id: number, work: () => Promise<T>) => Promise<T>

/** Work on different items goes on at once; work on the same one waits for its turn. */
export function createTurns(): Turns {
  const last = new Map<number, Promise<void>>()
  return async (id, work) => {
    const before = last.get(id)
    const mine = Promise.withResolvers<void>()
    last.set(id, mine.promise)
    try {
      await before
      return await work()
    } finally {
      mine.resolve()
      if (last.get(id) === mine.promise) last.delete(id)
    }
  }
}
