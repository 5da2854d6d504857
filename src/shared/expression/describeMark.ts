import type { LawMark } from '../domain/law.ts'

const SENTENCES: Readonly<Record<LawMark, string>> = {
  tooManyParameters: 'It has more fitted numbers than the rows support.',
  failsBeyondData: 'It fails at the ends of the range that were kept out of the fit.',
  unitsDisagree: 'Its units do not agree.',
  undefinedRows: 'It is undefined for some rows.',
  structureInResiduals: 'Structure is left in its residuals.',
  unclearNoise: 'These rows are too few to tell its error from that of a wrong form.',
  sharedDrift:
    'The rows follow one another, and from row to row the target does not change as it says: both may only drift.',
  breaksKnowledge: 'It breaks what is known of the law.'
}

/** Why a law is shown with a warning, in one sentence. */
export function describeMark(mark: LawMark): string {
  return SENTENCES[mark]
}
