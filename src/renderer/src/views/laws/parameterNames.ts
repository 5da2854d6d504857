/** Names for the numbers of a law, in order: c, or c_1, c_2, …; another letter where a column has that one. */
export function parameterNames(count: number, columns: readonly string[]): readonly string[] {
  const taken = new Set(columns.map((name) => name.replace(/_?\d+$/, '')))
  const letter = ['c', 'k', 'p', 'q', 'b'].find((each) => !taken.has(each)) ?? 'c'
  return Array.from({ length: count }, (_, i) => (count === 1 ? letter : `${letter}_${i + 1}`))
}
