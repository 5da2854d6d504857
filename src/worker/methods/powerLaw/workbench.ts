import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { Shortlist } from '../shortlist.ts'
import type { TrainingSample } from '../trainingSample.ts'
import type { InputSigns } from './logFormula.ts'

/** What all stages of the power-law search share. */
export interface Workbench {
  readonly sample: TrainingSample
  /** Signs over all rows, so that a formula is defined on the unseen ones too. */
  readonly inputs: readonly InputSigns[]
  readonly operators: ReadonlySet<OperatorId>
  readonly shortlist: Shortlist
  /** Most inputs in one product. */
  readonly maxTerms: number
  readonly shouldStop: () => boolean
}

/** Inputs of one sign: those that a logarithm exists of. */
export function loggableInputs({ inputs }: Workbench): number[] {
  return inputs.flatMap(({ signs }, j) => (signs === 'mixed' ? [] : [j]))
}
