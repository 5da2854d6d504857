import type { Column, ColumnSummary, DatasetSummary } from '../../shared/domain/dataset.ts'
import { describeDimension } from '../../shared/expression/describeDimension.ts'
import { inspect } from '../io/inspect.ts'
import type { DatasetRecord } from '../store/datasetTable.ts'
import type { ReadingRecord } from '../store/readingTable.ts'
import { columnStatistics } from './columnStatistics.ts'
import type { EditedTable } from './editTable.ts'

const MAX_SPARK_POINTS = 24

export type DatasetFacts = Omit<DatasetRecord, 'summary' | 'sourcePath'>

/** What the window shows of a dataset without its values. */
export function summarise(facts: DatasetFacts, reading: ReadingRecord, table: EditedTable): DatasetSummary {
  const { dataset, totalRows, formulas, filters } = table
  const { options, warnings, warningCount, bytes, hash } = reading
  const target = dataset.columns.find(({ role }) => role === 'target')?.variable.name ?? null
  return {
    id: facts.id,
    projectId: facts.projectId,
    name: facts.name,
    rows: dataset.rows,
    totalRows,
    columns: dataset.columns.map((column) => columnSummary(column, formulas.get(column.variable.name) ?? null)),
    options,
    warnings,
    warningCount,
    inspections: inspect(dataset, target, null),
    filters,
    bytes,
    hash,
    spark: spark(dataset.columns),
    canUndo: facts.appliedEdits > 0,
    canRedo: facts.appliedEdits < facts.edits.length,
    createdAt: facts.createdAt
  }
}

function columnSummary(column: Column, formula: string | null): ColumnSummary {
  const { name, unit, dimension } = column.variable
  const described = dimension && describeDimension(dimension)
  return { ...columnStatistics(column), name, unit, dimension: described, role: column.role, formula }
}

/** At most 24 values in row order of the target, else of the first number column. */
function spark(columns: readonly Column[]): Float64Array {
  const numbers = columns.filter((column) => column.kind === 'number')
  const column = numbers.find(({ role }) => role === 'target') ?? numbers[0]
  if (column === undefined) return new Float64Array()
  const { values } = column
  const count = Math.min(values.length, MAX_SPARK_POINTS)
  const step = count > 1 ? (values.length - 1) / (count - 1) : 0
  return Float64Array.from({ length: count }, (_, i) => values[Math.round(i * step)]!)
}
