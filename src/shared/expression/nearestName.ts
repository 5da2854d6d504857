/** The name that a misspelt one most likely means: fewest edits, at most a third of its length; null if none is near. */
export function nearestName(wrong: string, names: readonly string[]): string | null {
  const limit = Math.max(1, Math.ceil(wrong.length / 3))
  let best: string | null = null
  let bestEdits = limit + 1
  for (const name of names) {
    const edits = editDistance(wrong.toLowerCase(), name.toLowerCase())
    if (edits < bestEdits) {
      best = name
      bestEdits = edits
    }
  }
  return best
}

/** Insertions, deletions and replacements that turn one text into the other (Levenshtein 1966). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, replaced))
    }
    row = next
  }
  return row[to.length]!
}
