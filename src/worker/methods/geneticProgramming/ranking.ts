/** The few items of least loss for each cost. */
export interface Ranking<T> {
  add(cost: number, loss: number, item: T): void
  /** True when an item of this cost and loss would be kept. */
  wouldKeep(cost: number, loss: number): boolean
  /** By cost, then by loss. */
  items(): { readonly cost: number; readonly loss: number; readonly item: T }[]
  clear(): void
}

export function createRanking<T>(keep: number): Ranking<T> {
  const levels: { readonly cost: number; readonly loss: number; readonly item: T }[][] = []

  function wouldKeep(cost: number, loss: number): boolean {
    const level = levels[cost]
    return loss < Infinity && (level === undefined || level.length < keep || loss < level[keep - 1]!.loss)
  }

  return {
    wouldKeep,
    add(cost, loss, item) {
      if (!wouldKeep(cost, loss)) return
      const level = (levels[cost] ??= [])
      level.push({ cost, loss, item })
      level.sort((a, b) => a.loss - b.loss)
      if (level.length > keep) level.pop()
    },
    items: () => levels.flat(),
    clear() {
      levels.length = 0
    }
  }
}
