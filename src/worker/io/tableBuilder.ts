import { setImmediate } from 'node:timers/promises'
import type { Column, Variable } from '../../shared/domain/dataset.ts'
import { ColumnBuilder, type ColumnSettings } from './columnBuilder.ts'
import { sameKind, type ColumnKind } from './columnTally.ts'
import { WarningList } from './warningList.ts'

/** What the readers of all formats know about a table before they read its rows. */
export interface TablePlan {
  readonly variables: readonly Variable[]
  /** The kinds that the first rows suggest, one a column. */
  readonly kinds: readonly ColumnKind[]
  readonly settings: Omit<ColumnSettings, 'warnings'>
}

/** Collects a table row by row or column by column. */
export class TableBuilder {
  readonly columns: readonly ColumnBuilder[]
  readonly warnings = new WarningList()

  constructor({ variables, settings }: TablePlan, kinds: readonly ColumnKind[]) {
    this.columns = variables.map(
      (variable, i) =>
        new ColumnBuilder(variable, kinds[i] ?? { type: 'number' }, { ...settings, warnings: this.warnings })
    )
  }

  get rows(): number {
    return this.columns[0]?.length ?? 0
  }

  /** One row of text; a row that is too short is filled with missing cells, a long one is cut: both are told. */
  addTextRow(fields: readonly string[], line: number): void {
    const { columns } = this
    const width = columns.length
    if (fields.length !== width) this.#tellRagged(fields, line)
    for (let i = 0; i < width; i++) {
      const text = fields[i]
      if (text === undefined) columns[i]!.addMissing()
      else columns[i]!.addText(text, line)
    }
  }

  /** One row of values as JSON, workbooks and Parquet give them. */
  addValueRow(values: readonly unknown[], line: number): void {
    this.columns.forEach((column, i) => addValue(column, values[i], line))
  }

  /** The finished columns; the event loop gets its turn between them, since a million rows are 8 MB a column. */
  async take(): Promise<Column[]> {
    const columns: Column[] = []
    for (const column of this.columns) {
      columns.push(column.take())
      await setImmediate()
    }
    return columns
  }

  #tellRagged(fields: readonly string[], line: number): void {
    const width = this.columns.length
    // a delimiter at the end of the line is no cell
    if (fields.length === width + 1 && fields[width]?.trim() === '') return
    const isLong = fields.length > width
    this.warnings.add({
      code: 'raggedRow',
      message: `Row ${line} has ${fields.length} cells where the table has ${width} columns; ${isLong ? 'the rest is left out' : 'the others are missing'}.`,
      row: line,
      column: (isLong ? this.columns.at(-1) : this.columns[fields.length])?.variable.name ?? null,
      text: fields.join(' ')
    })
  }
}

/** Adds a value of any type: numbers as they are, dates as ISO 8601, structures as their JSON text. */
export function addValue(column: ColumnBuilder, value: unknown, line: number): void {
  if (typeof value === 'number') column.addNumber(value, line)
  else if (typeof value === 'bigint') column.addNumber(Number(value), line)
  else if (value === null || value === undefined) column.addMissing()
  else column.addText(cellText(value), line)
}

/** A cell of any type as the text that a CSV file would hold; empty for a missing one. */
export function cellText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString()
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : ''
}

/**
 * Reads a table with the kinds that its first rows suggest and, where the whole file says otherwise, a second time with
 * the right ones: so memory stays at one double a cell, and no digit of a label such as `007` is lost.
 */
export async function fillTable(plan: TablePlan, fill: (table: TableBuilder) => Promise<void>): Promise<TableBuilder> {
  const first = new TableBuilder(plan, plan.kinds)
  await fill(first)
  const kinds = first.columns.map((column) => column.tally.kind())
  if (first.columns.every((column, i) => sameKind(column.kind, kinds[i]!))) return first
  const second = new TableBuilder(plan, kinds)
  await fill(second)
  return second
}
