import type { Expr } from '../../../shared/domain/expr.ts'
import type { Proposals } from './proposals.ts'

/** Formulas of a reduced problem, offered as laws of the whole one. */
export interface RestoringProposals extends Proposals {
  /** The best of them in the inputs of the reduced problem, as it was offered; null while there is none. */
  best(): Expr | null
}

/** @param restore a law of the whole problem from one of the reduced problem */
export function restoringProposals(whole: Proposals, restore: (law: Expr) => Expr): RestoringProposals {
  let best: { readonly law: Expr; readonly bits: number } | null = null
  return {
    offer(law, steps) {
      if (law === null) return null
      const draft = whole.offer(restore(law), steps)
      if (draft !== null && (best === null || draft.bits < best.bits)) best = { law, bits: draft.bits }
      return draft
    },
    isExact: () => whole.isExact(),
    best: () => best && best.law
  }
}
