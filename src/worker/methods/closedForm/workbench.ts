import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { TrainingSample } from '../trainingSample.ts'
import type { Collider } from './collisions.ts'
import type { KnownUnits } from './knownUnits.ts'
import type { NoiseView } from './noiseView.ts'
import type { Proposals } from './proposals.ts'
import type { ScreeningRows } from './screeningRows.ts'
import type { StoreRoom } from './storeRoom.ts'

/** What all stages of the closed-form search share. */
export interface Workbench {
  readonly names: readonly string[]
  readonly operators: ReadonlySet<OperatorId>
  readonly units: KnownUnits | null
  /** Few rows, on which very many columns are compared. */
  readonly screening: ScreeningRows
  /** More rows, on which what was found is fitted. */
  readonly sample: TrainingSample
  /** Inputs that are zero nowhere, so that a logarithm exists of every row. */
  readonly loggable: readonly number[]
  /** Null while data are taken as exact. */
  readonly noise: NoiseView | null
  readonly proposals: Proposals
  readonly collider: Collider
  readonly stores: StoreRoom
  shouldStop(): boolean
  /** Counts columns that were looked at on the screening rows. */
  countColumns(columns: number): void
}
