/**
 * The largest sets of which any two members are linked, each ascending; a member without a link is a set of its own.
 *
 * Source: C. Bron and J. Kerbosch, "Algorithm 457" (1973), doi:10.1145/362342.362367.
 */
export function cliques(members: readonly number[], isLinked: (a: number, b: number) => boolean): number[][] {
  const found: number[][] = []
  function extend(clique: readonly number[], open: readonly number[], done: readonly number[]): void {
    if (open.length === 0 && done.length === 0) found.push(clique.toSorted((a, b) => a - b))
    open.forEach((member, i) => {
      const left = open.slice(i + 1).filter((other) => isLinked(member, other))
      const seen = [...done, ...open.slice(0, i)].filter((other) => isLinked(member, other))
      extend([...clique, member], left, seen)
    })
  }
  if (members.length > 0) extend([], members, [])
  return found
}
