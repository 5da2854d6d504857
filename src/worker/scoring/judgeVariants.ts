import { withParams } from '../../shared/domain/expr.ts'
import type { Law, Provenance } from '../../shared/domain/law.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { formDimensions } from './formDimensions.ts'
import { judgeForm } from './judgeForm.ts'
import type { JudgingSample } from './judgingSample.ts'
import { screenForm, type ScreenedForm } from './screenForm.ts'
import { snapConstants } from './snapConstants.ts'
import { withoutInsignificant } from './withoutInsignificant.ts'

/** Odds of a thousand million to one. */
const PLAINLY_WORSE_BITS = 30

/**
 * The form with all numbers free, and with exact ones where they shorten the description; and the form without the
 * numbers that the data do not tell from none, where that is shorter still.
 */
export function judgeVariants(
  form: ScreenedForm,
  problem: Problem,
  sample: JudgingSample,
  provenance: Provenance
): Law[] {
  const laws = variantsOf(form, problem, sample, provenance)
  const shorter = form.fits
    .flatMap((fit) => withoutInsignificant(form.form, fit, sample))
    .flatMap((other) => screenForm(other, sample, problem.inputs.length) ?? [])
    .filter(({ bits }) => bits < form.bits)
    .sort((a, b) => a.bits - b.bits)[0]
  if (shorter === undefined) return laws
  const others = judgeVariants(shorter, problem, sample, provenance)
  return shortest(others) < shortest(laws) ? [...others, ...laws] : laws
}

function variantsOf(form: ScreenedForm, problem: Problem, sample: JudgingSample, provenance: Provenance): Law[] {
  return form.fits.flatMap((free) => {
    const { hasUnit, units } = formDimensions(withParams(form.form, free.params), problem)
    const snapped = snapConstants({
      form: form.form,
      fit: free,
      sample,
      inputCount: problem.inputs.length,
      hasUnit,
      units
    })
    const choices: (typeof snapped.exact)[] = [snapped.exact.map(() => null)]
    if (snapped.exact.some((value) => value !== null)) choices.push(snapped.exact)
    const laws = choices.flatMap((exact) => {
      const choice = { form: form.form, exact, candidates: snapped.candidates, free }
      return judgeForm(choice, problem, sample, provenance) ?? []
    })
    // exact values that lengthen the description after all stay proposals
    const [fitted, exact] = laws
    if (fitted && exact && exact.descriptionLength > fitted.descriptionLength) return [fitted]
    return withoutClearlyWorse(laws)
  })
}

/** Variants of one form with the same shape: a fitted number beside its plainly better exact value is no news. */
function withoutClearlyWorse(laws: readonly Law[]): Law[] {
  const best = shortest(laws)
  return laws.filter((law) => law.descriptionLength < best + PLAINLY_WORSE_BITS)
}

function shortest(laws: readonly Law[]): number {
  return Math.min(...laws.map((law) => law.descriptionLength))
}
