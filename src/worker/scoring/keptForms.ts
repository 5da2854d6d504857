import type { Law } from '../../shared/domain/law.ts'
import type { ResidualNature } from './residualStructure.ts'
import type { ScreenedForm } from './screenForm.ts'

/** A form that the judge remembers. */
export interface KeptForm extends ScreenedForm {
  readonly key: string
  readonly method: string
  /** Free and snapped variants; null until judged. */
  laws: readonly Law[] | null
  /** What the residuals are; null until asked. */
  nature: ResidualNature | null
  /** Judged in full it is better than a constant; null until asked. */
  isLaw: boolean | null
}

/** Forms kept for judging: the best by screening, and the best of every complexity. */
export const MOST_FORMS = 120
/** A form this much worse than the best is not worth a full judgement unless it is the best of its complexity. */
export const WORTH_JUDGING_BITS = 60
/** The best forms that are judged whatever it takes. */
export const FIRST_FORMS = 3

/** The forms near the best, and the best of every complexity. `kept` is in order of bits. */
export function keepWorthy(kept: readonly KeptForm[]): KeptForm[] {
  const best = kept[0]?.bits ?? 0
  const ofSizes = new Set(bestOfSizes(kept))
  return kept.filter((form) => ofSizes.has(form) || form.bits < best + WORTH_JUDGING_BITS).slice(0, MOST_FORMS)
}

function bestOfSizes(kept: readonly KeptForm[]): KeptForm[] {
  const sizes = new Map<number, KeptForm>()
  for (const form of kept) if (!sizes.has(form.complexity)) sizes.set(form.complexity, form)
  return [...sizes.values()]
}

/** What a person looks at first: the best forms, and those that err less than every shorter one. */
export function leadingAndFront(kept: readonly KeptForm[]): KeptForm[] {
  let least = Infinity
  const front = bestOfSizes(kept)
    .sort((a, b) => a.complexity - b.complexity)
    .filter(({ error }) => {
      const isBetter = error < least
      least = Math.min(least, error)
      return isBetter
    })
  return [...kept.slice(0, FIRST_FORMS), ...front]
}

/** Equal values on the probe rows to far below the spread of the target: the same function in other words. */
export function isSameFunction(a: ScreenedForm, b: ScreenedForm): boolean {
  return a.probe.every((value, i) => Math.abs(value - b.probe[i]!) < a.tolerance)
}
