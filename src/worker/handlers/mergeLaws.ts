import type { Law } from '../../shared/domain/law.ts'
import { rankLaws } from '../scoring/rankLaws.ts'
import type { LawOrigin } from '../store/lawTable.ts'

export interface OwnedLaw {
  readonly law: Law
  readonly origin: LawOrigin
}

/**
 * The laws of a run in order: what the search found and what the user typed or corrected, judged on the same scale. The
 * user's version of a law wins over the search's, and none of the user's is left out however bad it is.
 */
export function mergeLaws(searched: readonly Law[], users: readonly Law[]): OwnedLaw[] {
  if (users.length === 0) return searched.map((law) => ({ law, origin: 'search' }))
  const userKeys = new Set(users.map(({ key }) => key))
  const all = [...users, ...searched.filter(({ key }) => !userKeys.has(key))]
  const { laws } = rankLaws(all)
  const ranked = new Set(laws.map(({ key }) => key))
  const rest = all.filter(({ key }) => !ranked.has(key)).map((law) => ({ ...law, onFront: false }))
  return [...laws, ...rest].map((law) => ({ law, origin: userKeys.has(law.key) ? 'user' : 'search' }))
}
