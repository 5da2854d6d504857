import type { Dataset, NumberColumn } from '../../shared/domain/dataset.ts'
import { mapExpr, variable, variableNames, type Expr } from '../../shared/domain/expr.ts'
import { AppError } from '../../shared/errors.ts'
import { parse } from '../../shared/expression/parse.ts'
import { printInfix } from '../../shared/expression/printInfix.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile } from '../kernel/program.ts'

/** Reads a formula over the columns of a table. Throws AppError badFormula or, for a column of text, notNumeric. */
export function parseFormula(dataset: Dataset, text: string): Expr {
  const expr = parse(text, { columns: dataset.columns.map(({ variable }) => variable.name) })
  for (const name of variableNames(expr)) {
    if (dataset.columns.some((column) => column.variable.name === name && column.kind === 'label')) {
      throw new AppError('notNumeric', `The column ${name} holds text, so it cannot stand in a formula.`, {
        column: name
      })
    }
  }
  return expr
}

/** Values of a formula on every row; NaN where a cell is missing or the formula has no value. */
export function evaluateFormula(dataset: Dataset, text: string): Float64Array {
  const expr = parseFormula(dataset, text)
  const columns = dataset.columns.filter((column): column is NumberColumn => column.kind === 'number')
  const program = compile(expr, columns.map(({ variable }) => variable.name)) // prettier-ignore
  const values = new Float64Array(dataset.rows)
  evaluator.evaluate(program, columns.map((column) => column.values), program.params, values) // prettier-ignore
  return values
}

/** The columns that a formula names. */
export function formulaColumns(text: string): readonly string[] {
  return variableNames(parse(text))
}

/** The same formula after a column was given another name; the text stays as it was typed if it does not use it. */
export function renameInFormula(text: string, from: string, to: string): string {
  const expr = parse(text)
  if (!variableNames(expr).includes(from)) return text
  return printInfix(mapExpr(expr, { var: (node) => (node.name === from ? variable(to) : node) }))
}
