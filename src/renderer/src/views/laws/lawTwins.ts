import type { StoredLaw } from '../../../../shared/rpc/api.ts'

/** Numbers in the ranking of the laws that the data cannot tell from this one, itself included; empty for a law alone. */
export function lawTwins(law: StoredLaw, all: readonly StoredLaw[]): readonly number[] {
  if (law.indistinguishableGroup === null) return []
  return all.filter((other) => other.indistinguishableGroup === law.indistinguishableGroup).map(({ rank }) => rank)
}
