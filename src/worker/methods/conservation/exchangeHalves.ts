import type { Random } from '../../numeric/random.ts'
import type { ChangeTable } from './changeTable.ts'
import { fitInvariant, measureInvariant } from './fitInvariant.ts'

/**
 * Trajectories whose second halves are exchanged at random: each stays as smooth as it was, but what is constant along
 * one is no longer the same before and after the middle. Null for one trajectory, which has nothing to exchange with.
 */
export function exchangeHalves(table: ChangeTable, random: Random): ChangeTable | null {
  const { group, groups, n } = table
  if (group === null || groups < 2) return null
  const order = Array.from({ length: groups }, (_, g) => g)
  do random.shuffle(order)
  while (order.every((to, g) => to === g))
  const counts = new Int32Array(groups)
  for (let i = 0; i < n; i++) counts[group[i]!] = counts[group[i]!]! + 1
  const seen = new Int32Array(groups)
  const exchanged = group.map((g) => {
    const isSecond = 2 * seen[g]! >= counts[g]!
    seen[g] = seen[g]! + 1
    return isSecond ? order[g]! : g
  })
  return { ...table, group: exchanged }
}

/** Share of so many exchanges after which the same terms, fitted anew, are as constant; the true table counts as one. */
export function exchangePValue(table: ChangeTable, times: number, random: Random): number {
  const misfitOf = (one: ChangeTable) => measureInvariant(one, fitInvariant(one)).misfit
  const own = misfitOf(table)
  let asGood = 1
  for (let t = 0; t < times; t++) {
    const exchanged = exchangeHalves(table, random)
    if (exchanged !== null && misfitOf(exchanged) <= own) asGood++
  }
  return asGood / (1 + times)
}
