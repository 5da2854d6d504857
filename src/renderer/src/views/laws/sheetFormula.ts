import type { DatasetSummary } from '../../../../shared/domain/dataset.ts'
import { variableNames, type Expr } from '../../../../shared/domain/expr.ts'
import { printSheet } from '../../../../shared/expression/printSheet.ts'

/** The first row under a header. */
const ROW = 2
const LETTERS = 26

export interface SheetFormula {
  /** With the sign `=` in front. */
  readonly formula: string
  /** Which cell stands for which column: `A2 is x, C2 is z`. */
  readonly legend: string
}

/** A formula for a spreadsheet that has the columns of the table in the same order; others come behind them. */
export function sheetFormula(expression: Expr, columns: DatasetSummary['columns']): SheetFormula {
  const used = variableNames(expression)
  const names = columns.map(({ name }) => name)
  const order = [...names, ...used.filter((name) => !names.includes(name))]
  const cellOf = (name: string) => `${columnLetters(order.indexOf(name))}${ROW}`
  const legend = order.filter((name) => used.includes(name)).map((name) => `${cellOf(name)} is ${name}`)
  return { formula: `=${printSheet(expression, cellOf)}`, legend: legend.join(', ') }
}

/** 0 → A, 25 → Z, 26 → AA. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % LETTERS))
  return index < LETTERS ? last : columnLetters(Math.floor(index / LETTERS) - 1) + last
}
