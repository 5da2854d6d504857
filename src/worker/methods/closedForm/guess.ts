import type { ReductionStep } from './reduction.ts'

/** A guess at a way to fewer inputs, with how much speaks for it. */
export interface Guess {
  readonly steps: readonly ReductionStep[]
  readonly weight: number
}
