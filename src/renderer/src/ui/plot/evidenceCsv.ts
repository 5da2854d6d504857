import Papa from 'papaparse'
import type { Evidence, Mark, Plot } from '../../../../shared/domain/evidence.ts'
import { assertNever } from '../../../../shared/errors.ts'

type Cell = string | number

/** A table of what a piece of evidence shows: header and rows, numbers whole. */
export interface DataTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** The numbers behind a figure, for reading aloud, copying and saving. */
export function dataTable(evidence: Evidence): DataTable {
  switch (evidence.kind) {
    case 'plot':
      return plotTable(evidence)
    case 'heatMap':
      return {
        columns: ['', ...evidence.columns],
        rows: evidence.rows.map((name, r) => [
          name,
          ...evidence.columns.map((_, c) => evidence.values[r * evidence.columns.length + c] ?? NaN)
        ])
      }
    case 'table':
      return { columns: evidence.columns, rows: evidence.rows }
    default:
      return assertNever(evidence)
  }
}

/** The same as CSV: comma, full precision, an empty cell where there is no number. */
export function evidenceCsv(evidence: Evidence): string {
  const { columns, rows } = dataTable(evidence)
  const data = rows.map((row) => row.map((cell) => (typeof cell === 'number' && Number.isNaN(cell) ? '' : cell)))
  return Papa.unparse({ fields: [...columns], data }, { newline: '\n' }) + '\n'
}

function plotTable(plot: Plot): DataTable {
  const named = (axis: Plot['x']) => (axis.unit === null ? axis.label : `${axis.label} (${axis.unit})`)
  return {
    columns: ['series', named(plot.x), named(plot.y), 'upper', 'name'],
    rows: plot.marks.flatMap(markRows)
  }
}

/** Rows [series, x, y, upper, name]; a band gives its low side as y and its high side as upper, a map its heights as upper. */
function markRows(mark: Mark): Cell[][] {
  switch (mark.kind) {
    case 'points':
      return Array.from(mark.x, (x, i) => [mark.series, x, mark.y[i] ?? NaN, '', mark.labels?.[i] ?? ''])
    case 'line':
      return Array.from(mark.x, (x, i) => [mark.series, x, mark.y[i] ?? NaN, '', ''])
    case 'band':
      return Array.from(mark.x, (x, i) => [mark.series, x, mark.low[i] ?? NaN, mark.high[i] ?? NaN, ''])
    case 'bars':
      return Array.from(mark.heights, (height, i) => [mark.series, mark.edges[i] ?? NaN, height, '', ''])
    case 'rule':
      return [mark.axis === 'x' ? [mark.series, mark.at, '', '', ''] : [mark.series, '', mark.at, '', '']]
    case 'contours':
      return Array.from(mark.heights, (height, at) => {
        const [i, j] = [at % mark.x.length, Math.floor(at / mark.x.length)]
        return [mark.series, mark.x[i]!, mark.y[j]!, height, '']
      })
    case 'outside':
      return []
    default:
      return assertNever(mark)
  }
}
