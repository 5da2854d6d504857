import type { TrainingSample } from '../trainingSample.ts'
import type { Proposals } from './proposals.ts'
import type { ReducedProblem } from './reduction.ts'
import { screeningRows } from './screeningRows.ts'
import type { Workbench } from './workbench.ts'

/**
 * The workbench of a search in a reduced problem, whose formulas are offered as laws of the whole problem. Null where
 * some row has no finite value in it.
 */
export function reducedBench(bench: Workbench, { names, units, reduce, restore }: ReducedProblem): Workbench | null {
  const sample = reduce(bench.sample)
  const screening = reduce(bench.screening)
  if (!hasValues(sample) || !hasValues(screening)) return null
  const proposals: Proposals = {
    offer: (law, steps) => bench.proposals.offer(law && restore(law), steps),
    isExact: () => bench.proposals.isExact()
  }
  return {
    ...bench,
    names,
    units,
    screening: screeningRows(screening),
    sample,
    loggable: names.flatMap((_, j) => (sample.x[j]!.includes(0) || screening.x[j]!.includes(0) ? [] : [j])),
    proposals
  }
}

function hasValues({ x, y }: TrainingSample): boolean {
  return [...x, y].every((column) => column.every(Number.isFinite))
}
