import { setImmediate } from 'node:timers/promises'
import type { Column, ColumnSummary } from '../../shared/domain/dataset.ts'
import { columnFacts } from '../io/columnFacts.ts'
import { summariseColumn } from '../io/summariseColumn.ts'

/** By the array that they were made from: names, units and roles change often, values do not. */
const known = new WeakMap<Float64Array | Int32Array, ColumnSummary>()

/** Statistics of the values of a column; name, unit and role may be those of an earlier state of it. */
export function columnStatistics(column: Column): ColumnSummary {
  const values = valuesOf(column)
  const statistics = known.get(values) ?? summariseColumn(column)
  known.set(values, statistics)
  return statistics
}

/**
 * Looks at columns that were not seen before, one at a time with a turn of the event loop between them, so that a
 * summary of their table takes no time afterwards.
 */
export async function learnColumns(columns: readonly Column[], signal?: AbortSignal): Promise<void> {
  for (const column of columns) {
    if (known.has(valuesOf(column))) continue
    await setImmediate()
    signal?.throwIfAborted()
    columnStatistics(column)
    if (column.kind !== 'number') continue
    await setImmediate()
    columnFacts(column.values)
  }
}

function valuesOf(column: Column): Float64Array | Int32Array {
  return column.kind === 'number' ? column.values : column.codes
}
