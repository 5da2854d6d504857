import { variableNames, type Expr } from '../../shared/domain/expr.ts'
import type { Dataset } from '../../shared/domain/dataset.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { AppError } from '../../shared/errors.ts'
import { quoteName } from '../../shared/expression/names.ts'
import { readDefinitions } from '../../shared/expression/readDefinitions.ts'
import { parseTemplate } from '../../shared/expression/parse.ts'

/**
 * Reads the user's own formula for the target: `c*a^n`, or the whole equation `P = c*a^n`. Numbers stand as they are
 * written; unknown lower-case names are fitted. Throws AppError badFormula or unknownColumn.
 */
export function readUserFormula(text: string, dataset: Dataset, { target, inputs, knowledge }: Problem): Expr {
  const columns = dataset.columns.map(({ variable }) => variable.name)
  const definitions = readDefinitions(knowledge?.definitions ?? [])
  const { expr } = parseTemplate(rightSide(text, target.name), { columns, definitions })
  const names = inputs.map(({ name }) => name)
  const stranger = variableNames(expr).find((name) => !names.includes(name))
  if (stranger === undefined) return expr
  const reason = stranger === target.name ? 'is what the formula is to explain' : 'is not an input of this run'
  throw new AppError('unknownColumn', `${stranger} ${reason}. The inputs are ${names.join(', ')}.`, {
    column: stranger,
    columns: names
  })
}

function rightSide(text: string, target: string): string {
  const at = text.indexOf('=')
  if (at < 0) return text
  const left = text.slice(0, at).trim()
  if (left === target || left === quoteName(target)) return text.slice(at + 1)
  throw new AppError('badFormula', `The left side is "${left}", but the target of this run is ${target}.`, { left })
}
