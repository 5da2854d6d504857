import type { Equation, MotionFrame, Path } from './motion.ts'
import type { PricedCandidate, Proposals } from './proposeEquations.ts'
import { pruneEquations } from './pruneEquations.ts'
import { motionBits, settleEquations, SPANS, type Settled, type SettleSettings } from './settleEquations.ts'

/** Other right-hand sides that are tried for a state that does not integrate well. */
const ALTERNATIVES = 10
const ROUNDS_PER_STATE = 3
/** Excess of a misfit over 1 that is not chance: at least a tenth, and so many standard deviations of it. */
const LEAST_EXCESS = 0.1
const EXCESS_DEVIATIONS = 4
/** Right-hand sides from different libraries whose descriptions differ by less are told apart by integration alone. */
const RIVAL_BITS = 40

/**
 * Picks one right-hand side for every state so that all of them together integrate along the data: the best of each,
 * then others for the state that fits worst, then fewer terms. Null where nothing can be integrated.
 */
export function chooseEquations(
  frame: MotionFrame,
  proposals: Proposals,
  paths: readonly Path[],
  settings: Omit<SettleSettings, 'spans'>
): Settled | null {
  const short = { ...settings, spans: SPANS.slice(0, 2) }
  const best = firstChoice(proposals)
  if (best === null) return null
  let current = settleEquations(frame, best, paths, short)
  if (current === null) return null
  const exhausted = new Set<number>()
  for (let round = 0; round < ROUNDS_PER_STATE * best.length && !settings.shouldStop(); round++) {
    const k = worstState(frame, proposals, current, exhausted)
    if (k === null) break
    const better = tryOthers(frame, proposals, current, k, paths, short)
    if (better === null) {
      exhausted.add(k)
      continue
    }
    // another state that fits better may let one fit that was given up; this one has the best of its choice
    exhausted.clear()
    exhausted.add(k)
    current = better
  }
  const pruned = pruneEquations(frame, current, paths, short)
  return settleEquations(frame, pruned.equations, paths, { ...settings, spans: SPANS }) ?? pruned
}

/** The best right-hand side of each state by the weak form; null where some state has none. */
export function firstChoice({ candidates, orders }: Proposals): readonly Equation[] | null {
  const equations = candidates.flatMap((list, k): Equation[] =>
    list[0] === undefined ? [] : [{ order: orders[k]!, formula: list[0].formula }]
  )
  return equations.length === candidates.length ? equations : null
}

/** The state with the largest misfit among those that fit badly or have a rival from another library. */
function worstState(
  frame: MotionFrame,
  { candidates }: Proposals,
  { fit }: Settled,
  exhausted: ReadonlySet<number>
): number | null {
  const chance = EXCESS_DEVIATIONS * Math.sqrt((2 * frame.states.length) / fit.freedom)
  const open = fit.misfit.flatMap((misfit, k) => {
    if (exhausted.has(k)) return []
    const [first, ...rest] = candidates[k] ?? []
    const hasRival = rest.some(({ bits, library }) => library !== first!.library && bits < first!.bits + RIVAL_BITS)
    return hasRival || misfit - 1 > Math.max(LEAST_EXCESS, chance) ? [{ k, misfit }] : []
  })
  return open.sort((a, b) => b.misfit - a.misfit)[0]?.k ?? null
}

function tryOthers(
  frame: MotionFrame,
  { candidates }: Proposals,
  current: Settled,
  k: number,
  paths: readonly Path[],
  settings: SettleSettings
): Settled | null {
  let best = current
  for (const { formula } of alternatives(candidates[k] ?? [])) {
    if (settings.shouldStop()) break
    const equations = current.equations.with(k, { ...current.equations[k]!, formula })
    const settled = settleEquations(frame, equations, paths, settings)
    if (settled !== null && settled.span >= best.span && motionBits(frame, settled) < motionBits(frame, best))
      best = settled
  }
  return best === current ? null : best
}

/** The runners-up: the best of every other library, then the next best of all. */
function alternatives(candidates: readonly PricedCandidate[]): PricedCandidate[] {
  const [first, ...rest] = candidates
  const isBestOfItsLibrary = (candidate: PricedCandidate, i: number) =>
    candidate.library !== first?.library && rest.findIndex(({ library }) => library === candidate.library) === i
  return [
    ...rest.filter(isBestOfItsLibrary),
    ...rest.filter((candidate, i) => !isBestOfItsLibrary(candidate, i))
  ].slice(0, ALTERNATIVES)
}
