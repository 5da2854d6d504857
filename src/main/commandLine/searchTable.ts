import { mapExpr, param } from '../../shared/domain/expr.ts'
import type { StopReason } from '../../shared/domain/run.ts'
import { describeMark } from '../../shared/expression/describeMark.ts'
import { formatFitted } from '../../shared/expression/formatFitted.ts'
import { printInfix } from '../../shared/expression/printInfix.ts'
import type { StoredLaw } from '../../shared/rpc/api.ts'
import type { SearchOutcome } from './runSearch.ts'

export const NO_LAW = 'no formula is so much better than a constant that it could not be chance.'
/** Below, a formula of usual length is easily met by chance. */
const FEW_ROWS = 20
const REASONS: Readonly<Record<StopReason, string>> = {
  answered: 'the question is answered',
  explained: 'stopped by itself, for no more than noise is left',
  exhausted: 'the methods have nothing more to try',
  timeLimit: 'the time limit was reached',
  evaluationLimit: 'the limit on formulas was reached',
  stoppedByUser: 'stopped',
  noLaw: 'the methods have nothing more to try'
}

const MAX_LINES = 12
/** In a printed formula; --json has every digit. */
const DIGITS = 6

/**
 * The result for people. The formula stands last in its line, so that neither its length nor wide letters can push the
 * numbers out of their columns.
 */
export function searchTable({ dataset, run, laws }: SearchOutcome): string {
  const { evaluations, seconds } = run.progress
  const ending = run.stopReason ? REASONS[run.stopReason] : run.status
  const count = evaluations.toLocaleString('en').replaceAll(',', ' ')
  return [
    `${dataset.name}: ${dataset.rows} rows × ${dataset.columns.length} columns`,
    '',
    ...(laws[0] ? [...lawLines(laws.slice(0, MAX_LINES)), '', ...legend(laws[0])] : []),
    ...(laws.length > MAX_LINES ? [`${laws.length - MAX_LINES} further laws: --csv or --json shows them.`, ''] : []),
    ...groupLines(laws.slice(0, MAX_LINES)),
    ...(laws[0] ? parameterLines(laws[0]) : []),
    verdictLine({ dataset, run, laws }),
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
  if (!isGrouped) return []
  return [
    'The data cannot tell the laws of one group apart; the simplest stands first.',
    'More rows, or rows over a wider range of the inputs, would decide.',
    ''
  ]
}

function legend({ target }: StoredLaw): string[] {
  return [
    `error  root mean square on rows kept out of the fit, in the unit of ${target}`,
    'bits   what formula, numbers and remaining errors take to write down: the fewer, the better;',
    '       only differences count, and 10 bits are odds of 1000 to 1',
    ''
  ]
}

function verdictLine({ dataset, run, laws }: Pick<SearchOutcome, 'dataset' | 'run' | 'laws'>): string {
  const few = dataset.rows < FEW_ROWS ? ` With ${dataset.rows} rows only a short formula can be told from chance.` : ''
  switch (run.verdict) {
    case 'law':
      return 'This law explains the data.'
    case 'tentative':
      return ['Tentative: look at the first law with care.', ...(laws[0]?.marks.map(describeMark) ?? [])].join(' ')
    case 'none':
      return `No law: ${NO_LAW}${few}`
  }
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
