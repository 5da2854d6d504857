import { mapExpr, param } from '../../shared/domain/expr.ts'
import type { Verdict } from '../../shared/domain/law.ts'
import type { StopReason } from '../../shared/domain/run.ts'
import { formatFitted } from '../../shared/expression/formatFitted.ts'
import { printInfix } from '../../shared/expression/printInfix.ts'
import type { StoredLaw } from '../../shared/rpc/api.ts'
import type { SearchOutcome } from './runSearch.ts'

const VERDICTS: Readonly<Record<Verdict, string>> = {
  law: 'This law explains the data.',
  tentative: 'Tentative: there is structure left in the residuals.',
  none: 'No law: nothing predicts unseen rows better than a constant.'
}
const REASONS: Readonly<Record<StopReason, string>> = {
  answered: 'the question is answered',
  explained: 'the data are explained',
  exhausted: 'the methods have nothing more to try',
  timeLimit: 'the time is over',
  evaluationLimit: 'the limit on formulas was reached',
  stoppedByUser: 'stopped',
  noLaw: 'there is no law to be found'
}

const MAX_LINES = 12
/** In a printed formula; --json has every digit. */
const DIGITS = 6

/**
 * The result for people. The formula stands last in its line, so that neither its length nor wide letters can push the
 * numbers out of their columns. The error is the root mean square on rows held out, in the target's unit.
 */
export function searchTable({ dataset, run, laws }: SearchOutcome): string {
  const { evaluations, seconds } = run.progress
  const ending = run.stopReason ? REASONS[run.stopReason] : run.status
  const count = evaluations.toLocaleString('en').replaceAll(',', ' ')
  return [
    `${dataset.name}: ${dataset.rows} rows × ${dataset.columns.length} columns`,
    '',
    ...(laws.length > 0 ? [...lawLines(laws.slice(0, MAX_LINES)), ''] : []),
    ...(laws.length > MAX_LINES ? [`${laws.length - MAX_LINES} further laws: --csv or --json shows them.`, ''] : []),
    ...groupLines(laws.slice(0, MAX_LINES)),
    ...(laws[0] ? parameterLines(laws[0]) : []),
    VERDICTS[run.verdict],
    `${count} formulas in ${seconds.toFixed(1)} s; ${ending}; seed ${run.request.seed}.`,
    ''
  ].join('\n')
}

function lawLines(laws: readonly StoredLaw[]): string[] {
  const heads = ['rank', 'complexity', 'error', 'bits']
  const rows = laws.map((law, index) => [
    String(index + 1),
    String(law.complexity),
    formatError((law.validation ?? law.fit).rmse),
    law.descriptionLength.toFixed(1)
  ])
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)))
  const line = (cells: readonly string[], formula: string) =>
    [...cells.map((cell, column) => cell.padStart(widths[column]!)), formula].join('  ')
  return [line(heads, 'law'), ...rows.map((row, index) => line(row, formula(laws[index]!)))]
}

function formula({ target, expression, indistinguishableGroup }: StoredLaw): string {
  const shown = mapExpr(expression, { param: ({ value }) => param(Number(value.toPrecision(DIGITS))) })
  const group = indistinguishableGroup === null ? '' : `   [group ${indistinguishableGroup}]`
  return `${target} = ${printInfix(shown)}${group}`
}

function groupLines(laws: readonly StoredLaw[]): string[] {
  const isGrouped = laws.some(({ indistinguishableGroup }) => indistinguishableGroup !== null)
  return isGrouped ? ['The data cannot tell the laws of one group apart.', ''] : []
}

function parameterLines({ parameters }: StoredLaw): string[] {
  const lines = parameters.map((parameter) => {
    const { exact, unit } = parameter
    const taken = exact ? `, taken as ${exact.text}` : ''
    return `  ${formatFitted(parameter)}${unit ? ` ${unit}` : ''}${taken}`
  })
  return lines.length > 0 ? ['Numbers of the first law, as fitted:', ...lines, ''] : []
}

function formatError(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '–'
}
