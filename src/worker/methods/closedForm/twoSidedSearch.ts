import type { Expr } from '../../../shared/domain/expr.ts'
import { FIRST_LEVEL, type ExactSearch } from './levels.ts'
import type { NoisySearch } from './noisySearch.ts'

/** The searches of one problem, one for exact data and one for noisy data. */
export interface Sides {
  readonly exact: ExactSearch
  readonly noisy: NoisySearch
  /** The last level. */
  readonly most: number
  /** The best law so far in the inputs of the problem; null while there is none. */
  known(): Expr | null
  /** Whether the data look noisy from elsewhere: null where nothing can tell, false where these rows are to tell. */
  isRoughElsewhere(): boolean | null
  /** Evaluations so far, whoever made them. */
  evaluations(): number
  isOver(): boolean
}

/** Both searches of a problem in turns. */
export interface TwoSidedSearch {
  /** Whether the data look noisy; null where rows are too few to tell. */
  isRough(): boolean | null
  /** Says after every piece of work whether it ended a part of the search: a time to hand out what was found. */
  steps(): Generator<SearchStep>
}

export interface SearchStep {
  /** Whether a part of the search, as a level or a round, is over. */
  readonly isEnd: boolean
  /** Whether it is of the first level, in which laws are found that need no other search beside. */
  readonly isFirst: boolean
}

/** Rounds of the search in noise, and those that go ahead of each level of the search for exact laws. */
const NOISY_ROUNDS = 6
const AHEAD = 1
/** Evaluations of the search in noise per evaluation of the exact one, where data look exact, and where nothing tells. */
const BESIDE = 0.25
const BESIDE_UNTOLD = 1
/** The same where they look noisy, but by rows that may mislead. */
const BESIDE_DOUBT = 4

export function createTwoSidedSearch({
  exact,
  noisy,
  most,
  known,
  isRoughElsewhere,
  evaluations,
  isOver
}: Sides): TwoSidedSearch {
  const spent = { exact: 0, noisy: 0 }
  const rounds = inNoise()
  let round = 0
  let isRough: boolean | null = false
  return {
    isRough: () => isRough,
    *steps() {
      for (let level = FIRST_LEVEL; level <= most; level++) {
        const isFirst = level === FIRST_LEVEL
        yield* counted('exact', isFirst, exact.level(level))
        yield* goOnInNoise(level)
        yield* counted('exact', isFirst, exact.dearLevel(level))
        yield* goOnInNoise(level)
        if (isOver()) return
      }
      yield* rounds
    }
  }

  /** Where the data look noisy, which they mostly are then, ahead of the search for exact laws, else beside it. */
  function* goOnInNoise(level: number): Generator<SearchStep> {
    const law = known()
    if (law === null) return
    const looksRough = noisy.isRough(law)
    const elsewhere = isRoughElsewhere()
    isRough = elsewhere === false ? looksRough : elsewhere
    const isAhead = () => round < level - FIRST_LEVEL + AHEAD
    const share = isRough === false ? BESIDE : looksRough === true ? BESIDE_DOUBT : BESIDE_UNTOLD
    const isBeside = () => spent.noisy < share * spent.exact
    while (!isOver() && (isRough ? isAhead() : isBeside())) {
      const step = rounds.next()
      if (step.done === true) return
      yield step.value
    }
  }

  function* inNoise(): Generator<SearchStep> {
    while (round < NOISY_ROUNDS) {
      for (const step of counted('noisy', false, noisy.deepen())) {
        if (step.isEnd) round++
        yield step
      }
    }
  }

  function* counted(side: keyof typeof spent, isFirst: boolean, work: Generator<void>): Generator<SearchStep> {
    let before = evaluations()
    for (const _ of work) {
      spent[side] += evaluations() - before
      yield { isEnd: false, isFirst }
      before = evaluations()
    }
    yield { isEnd: true, isFirst }
  }
}
