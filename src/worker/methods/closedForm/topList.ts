/** The `keep` items of highest score; adding costs next to nothing for one that is not among them. */
export interface TopList<Item> {
  /** What a newcomer has to beat. */
  threshold(): number
  add(score: number, item: Item): void
  /** Best first; empties the list. */
  take(): { readonly score: number; readonly item: Item }[]
}

export function createTopList<Item>(keep: number): TopList<Item> {
  let list: { readonly score: number; readonly item: Item }[] = []
  let threshold = -Infinity

  function prune(): void {
    list.sort((a, b) => b.score - a.score)
    list.length = Math.min(list.length, keep)
    if (list.length === keep) threshold = list.at(-1)?.score ?? Infinity
  }

  return {
    threshold: () => threshold,
    add(score, item) {
      if (!(score > threshold)) return
      list.push({ score, item })
      if (list.length >= 2 * keep) prune()
    },
    take() {
      prune()
      const taken = list
      list = []
      threshold = -Infinity
      return taken
    }
  }
}
