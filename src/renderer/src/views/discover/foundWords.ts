import type { Law } from '../../../../shared/domain/law.ts'
import type { RunSnapshot } from '../../../../shared/domain/run.ts'
import { countOf } from '../../ui/formatQuantity.ts'

/** What a method has brought in, of the laws that are kept; null where it has no part in the run or has not begun. */
export function foundWords(id: string, { laws, methods }: Pick<RunSnapshot, 'laws' | 'methods'>): string | null {
  const state = methods.find((method) => method.id === id)
  if (state === undefined || state.status === 'waiting' || state.status === 'refused') return null
  const isOwn = ({ provenance }: Law) => provenance.method === id
  const [best] = laws
  const own = laws.filter(isOwn).length
  if (best !== undefined && isOwn(best)) {
    return own === 1 ? 'Found the recommended law.' : `Found the recommended law and ${own - 1} of the others.`
  }
  if (own > 0) return `Found ${countOf(own, 'law')} of those that are kept.`
  return state.status === 'done' ? 'Found nothing that is kept.' : null
}
