import type { Dataset } from '../../shared/domain/dataset.ts'

const TARGET_NAMES = ['y', 'target', 'output', 'response', 'result']

/** The column that is most likely asked for: one named y, target, … else the last column of numbers that is an input. */
export function guessTarget({ columns }: Pick<Dataset, 'columns'>): string | null {
  const names = columns
    .filter((column) => column.kind === 'number' && column.role !== 'ignore' && column.role !== 'time')
    .map((column) => column.variable.name)
  const hinted = TARGET_NAMES.map((hint) => names.find((name) => name.toLowerCase() === hint)).find(Boolean)
  return hinted ?? names.at(-1) ?? null
}
