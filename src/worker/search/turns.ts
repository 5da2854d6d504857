/** How the work of a run is shared out among methods that take turns. */
export interface Turns {
  /** Whether a method that has used so many evaluations has used what the rounds so far allow it. */
  isOver(id: string, evaluations: number): boolean
  /** Everybody had a turn: the next round allows each some more. */
  nextRound(): void
}

/** What a method is allowed, as it depends on what one of its evaluations takes and on how soon it pays. */
interface Pace {
  /** Evaluations in the first round. */
  readonly evaluations: number
  /** Rounds that go before its first: for what is dear, or thrives on what others have found. */
  readonly wait: number
}

const PACES: Readonly<Record<string, Pace>> = {
  powerLaw: { evaluations: Infinity, wait: 0 },
  sparseRegression: { evaluations: 5000, wait: 0 },
  closedForm: { evaluations: 50_000, wait: 0 },
  parametricSums: { evaluations: 12_000, wait: 0 },
  separateParts: { evaluations: 30_000, wait: 2 },
  geneticProgramming: { evaluations: 6000, wait: 3 }
}
const USUAL: Pace = { evaluations: 5000, wait: 0 }
/** From one round to the next, of all that a method may have used. */
export const ROUND_GROWTH = 1.6

/**
 * Iterative deepening over the methods: a turn ends when a method has used what the rounds so far allow, which grows
 * geometrically, so that easy laws of every kind come early and no method loses more than a share of the time. Counted in
 * evaluations, not timed: same seed, same turns.
 */
export function createTurns(): Turns {
  let round = 0
  return {
    isOver(id, evaluations) {
      const pace = PACES[id] ?? USUAL
      const own = round - pace.wait
      return own < 0 || evaluations >= pace.evaluations * ROUND_GROWTH ** own
    },
    nextRound() {
      round++
    }
  }
}
