/** The first items that are wanted, so many at most; looks no further than it must. */
export function takeFirst<Item>(
  most: number,
  items: Iterable<Item>,
  isWanted: (item: Item) => boolean = () => true
): Item[] {
  const taken: Item[] = []
  if (most <= 0) return taken
  for (const item of items) {
    if (!isWanted(item)) continue
    taken.push(item)
    if (taken.length >= most) break
  }
  return taken
}
