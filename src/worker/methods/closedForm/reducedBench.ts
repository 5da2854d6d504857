import type { TrainingSample } from '../trainingSample.ts'
import type { ReducedProblem } from './reduction.ts'
import { restoringProposals, type RestoringProposals } from './restoringProposals.ts'
import { screeningRows } from './screeningRows.ts'
import type { Workbench } from './workbench.ts'

export interface ReducedBench extends Workbench {
  readonly proposals: RestoringProposals
}

/**
 * The workbench of a search in a reduced problem, whose formulas are offered as laws of the whole problem. Null where
 * some row has no finite value in it.
 */
export function reducedBench(bench: Workbench, { names, units, reduce, restore }: ReducedProblem): ReducedBench | null {
  const sample = reduce(bench.sample)
  const screening = reduce(bench.screening)
  if (!hasValues(sample) || !hasValues(screening)) return null
  return {
    ...bench,
    names,
    units,
    screening: screeningRows(screening),
    sample,
    loggable: names.flatMap((_, j) => (sample.x[j]!.includes(0) || screening.x[j]!.includes(0) ? [] : [j])),
    proposals: restoringProposals(bench.proposals, restore)
  }
}

function hasValues({ x, y }: TrainingSample): boolean {
  return [...x, y].every((column) => column.every(Number.isFinite))
}
