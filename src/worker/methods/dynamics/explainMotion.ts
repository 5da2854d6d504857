import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { InvestigationContext } from '../method.ts'
import { chooseEquations, firstChoice } from './chooseEquations.ts'
import { inclusionProbabilities, type Inclusion } from './ensemble.ts'
import { foretell, type Foretelling } from './foretell.ts'
import { holdOut, type HoldOut } from './holdOut.ts'
import type { Equation } from './motion.ts'
import { proposeEquations, type PricedCandidate, type Proposals } from './proposeEquations.ts'
import { pathOf, type Motion } from './readMotion.ts'
import { isUnexplained, searchDerivative } from './searchDerivative.ts'
import { settleEquations, SPANS, type Settled } from './settleEquations.ts'
import { snapCoefficients, type Coefficient } from './snapCoefficients.ts'

/** The best equations for a motion, and how well they foretell what they were not fitted to. */
export interface Explanation {
  readonly motion: Motion
  readonly parts: HoldOut
  /** Fitted to the training part alone. */
  readonly equations: readonly Equation[]
  readonly foretelling: Foretelling
  readonly proposals: Proposals
}

/** Equations with the numbers that all data give them. */
export interface Refined {
  /** Exact values in place. */
  readonly equations: readonly Equation[]
  /** The same before exact values were put in. */
  readonly form: readonly Equation[]
  readonly coefficients: readonly Coefficient[]
  /** Null where the equations cannot be integrated along the data. */
  readonly settled: Settled | null
}

const MOST_POINTS_TO_CHOOSE = 4000
const MOST_POINTS_TO_REFINE = 12_000
/** Misfit of a state from which its right-hand side is searched for outside the libraries. */
const POOR_MISFIT = 1.5
/** Exact values that raise the misfit by more than this share were none. */
const SPOILED = 0.02

/** Null where the trajectories are too short for any window, or nothing was found before a stop. */
export async function explainMotion(
  motion: Motion,
  options: MethodOptions,
  operators: readonly OperatorId[],
  context: InvestigationContext
): Promise<Explanation | null> {
  const { frame } = motion
  const shouldStop = () => context.control.shouldStop()
  const count = (evaluations: number) => context.count(evaluations, evaluations)
  if (shouldStop()) return null
  const parts = holdOut(motion, context.random)
  const first = proposeEquations(frame, parts.training, { options, operators, shouldStop, count })
  if (first === null) return null
  const settings = { mostPoints: MOST_POINTS_TO_CHOOSE, shouldStop, count }
  let proposals = first
  let settled = chooseEquations(frame, proposals, parts.training, settings)
  const failing = failingStates(first, settled)
  const candidates: (readonly PricedCandidate[])[] = [...first.candidates]
  for (const k of failing) {
    if (shouldStop()) break
    context.log(`No library explains the rate of ${frame.states[k]!.name}; searching for a formula.`)
    const found = await searchDerivative(frame, first, k, operators, context)
    candidates[k] = [...first.candidates[k]!, ...found].sort((a, b) => a.bits - b.bits)
  }
  if (candidates.some((list, k) => list.length > first.candidates[k]!.length)) {
    proposals = { ...first, candidates }
    settled = chooseEquations(frame, proposals, parts.training, settings) ?? settled
  }
  const equations = settled?.equations ?? firstChoice(proposals)
  if (equations === null) return null
  return { motion, parts, equations, foretelling: foretell(frame, equations, parts.unseen), proposals }
}

/** States to search outside the libraries: what the weak form does not explain, else the one that integrates worst. */
function failingStates(proposals: Proposals, settled: Settled | null): number[] {
  const unexplained = [...proposals.candidates.keys()].filter((k) => isUnexplained(proposals, k))
  if (unexplained.length > 0 || settled === null) return unexplained
  const { misfit } = settled.fit
  const worst = misfit.indexOf(Math.max(...misfit))
  return misfit[worst]! > POOR_MISFIT ? [worst] : []
}

/** Fits the numbers to all data by integration and puts exact values in. */
export function refineEquations({ motion, equations }: Explanation, context: InvestigationContext): Refined {
  const { frame, trajectories } = motion
  const shouldStop = () => context.control.shouldStop()
  const count = (evaluations: number) => context.count(evaluations, evaluations)
  const paths = trajectories.map((trajectory) => pathOf(frame, trajectory))
  const settings = { spans: SPANS, mostPoints: MOST_POINTS_TO_REFINE, shouldStop, count }
  const settled = settleEquations(frame, equations, paths, settings)
  if (settled === null) return { equations, form: equations, coefficients: [], settled }
  const form = settled.equations
  const snapped = snapCoefficients(frame, settled)
  if (snapped === null) return { equations: form, form, coefficients: [], settled }
  const spans = SPANS.filter((span) => span * frame.tempo <= settled.span * (1 + 1e-9))
  const again = settleEquations(frame, snapped.equations, paths, { ...settings, spans })
  const isSpoiled =
    again === null ||
    again.span !== settled.span ||
    again.fit.misfit.some(
      (misfit, k) => misfit - settled.fit.misfit[k]! > SPOILED * Math.max(1, settled.fit.misfit[k]!)
    )
  if (isSpoiled) {
    const coefficients = snapped.coefficients.map((coefficient) => ({ ...coefficient, exact: null }))
    return { equations: form, form, coefficients, settled }
  }
  return { equations: again.equations, form, coefficients: snapped.coefficients, settled: again }
}

/** How often each term is chosen, for every state. */
export function ensembleOf({ proposals }: Explanation, bags: number, context: InvestigationContext): Inclusion[] {
  return proposals.candidates.flatMap((candidates, k) => {
    const chosen = candidates[0]
    if (chosen === undefined || chosen.library.terms.length === 0 || bags === 0) return []
    return inclusionProbabilities(proposals, k, chosen, bags, context.random, () => context.control.shouldStop())
  })
}
