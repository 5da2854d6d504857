/** The non-dominated among points where less is better on both axes, by rising complexity. */
export function paretoFront<T>(items: readonly T[], complexity: (item: T) => number, error: (item: T) => number): T[] {
  const ordered = items.toSorted((a, b) => complexity(a) - complexity(b) || error(a) - error(b))
  const front: T[] = []
  let best = Infinity
  for (const item of ordered) {
    if (error(item) < best) {
      front.push(item)
      best = error(item)
    }
  }
  return front
}
