import type { StoredLaw } from '../../../../shared/rpc/api.ts'

/** Number of a law in the ranking; a dash where it has none, as a formula of the user's own that could not be fitted. */
export function lawPlace({ rank }: StoredLaw): string {
  return rank < Number.MAX_SAFE_INTEGER ? String(rank) : '–'
}
