import type { FindingDraft } from '../../src/shared/domain/finding.ts'
import type { MethodOptions } from '../../src/shared/domain/method.ts'
import type { Observations } from '../../src/shared/domain/observations.ts'
import { observationsOf } from './observations.ts'
import { transportTable } from './transportTable.ts'

/** What the contract test asks of a method that looks at whole tables. */
export interface TableMethodCase {
  /** A small noise-free table of the kind that the method is for. */
  readonly easyCase: Observations
  isFound(findings: readonly FindingDraft[]): boolean
  /** The same kind of table with nothing to be found in it. */
  readonly nullCase: Observations
  /** A table that it has to refuse, and what the reason has to name. */
  readonly refused: Observations
  readonly reason: RegExp
  readonly options: MethodOptions
}

/** By method id: a method without a case fails the contract test. */
export const TABLE_METHOD_CASES: Readonly<Record<string, TableMethodCase>> = {
  transport: {
    // a thermoelectric pair of fluxes
    easyCase: transportTable({ matrix: () => [[2, 0.6], [0.6, 1]], noise: 0 }), // prettier-ignore
    isFound: ([found]) => found?.kind === 'matrix' && Math.abs(found.matrix[0]![1]! - 0.6) < 1e-9,
    nullCase: transportTable({ matrix: () => [[0, 0], [0, 0]] }), // prettier-ignore
    refused: observationsOf({ J1: [1, 2, 3], X1: [1, 2, 3] }),
    reason: /at least two fluxes/,
    options: {}
  }
}
