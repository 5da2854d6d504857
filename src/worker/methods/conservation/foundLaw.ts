import type { Gradient } from './independence.ts'
import type { WeightedTerm } from './normaliseLaw.ts'

/** A conserved quantity that has passed every test. */
export interface FoundLaw {
  readonly terms: readonly WeightedTerm[]
  /** Mean square of its changes over the noise of the measurements: 1 is all that noise leaves. */
  readonly misfit: number
  /** Largest misfit that would have been accepted. */
  readonly limit: number
  /** The same on data that its coefficients were not fitted to; NaN where there were too few. */
  readonly heldOutMisfit: number
  /** Sine of the angle to the laws before it: 1 where they have nothing in common. */
  readonly independence: number
  /** Share of shuffled tables that hold as good a law; the shuffled tables count 1 themselves. */
  readonly pValue: number
  /** Smallest over largest singular value of the changes of its terms, each scaled to its own spread. */
  readonly singularValueRatio: number
  readonly gradient: Gradient
}
