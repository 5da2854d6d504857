import type { Column, Dataset } from '../../shared/domain/dataset.ts'
import type { RowsPage } from '../../shared/rpc/api.ts'

/** A window asks for what fits on a screen; more than this at once is a mistake and would stall the engine. */
const MAX_ROWS = 10_000

/** Cells of the rows start … start+count−1, as many of them as there are. */
export function rowsPage(dataset: Dataset, start: number, count: number): RowsPage {
  const first = Math.min(Math.max(0, Math.trunc(start)), dataset.rows)
  const last = Math.min(first + Math.min(Math.max(0, Math.trunc(count)), MAX_ROWS), dataset.rows)
  return {
    start: first,
    count: last - first,
    columns: dataset.columns.map((column) => ({ name: column.variable.name, cells: cells(column, first, last) }))
  }
}

/** Copies: a view would carry the whole column over a MessagePort. */
function cells(column: Column, first: number, last: number): Float64Array | string[] {
  return column.kind === 'number'
    ? column.values.slice(first, last)
    : Array.from(column.codes.subarray(first, last), (code) => column.levels[code] ?? '')
}
