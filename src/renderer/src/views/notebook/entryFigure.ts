import type { LawEvidence, Plot } from '../../../../shared/domain/evidence.ts'

/** The figure of a notebook entry: the first plot of the law's overview, else of its fit; null where there is none. */
export function entryFigure(evidence: LawEvidence): Plot | null {
  const pieces = [...(evidence.tabs.overview ?? []), ...(evidence.tabs.fit ?? [])]
  return pieces.find((piece) => piece.kind === 'plot') ?? null
}
