import type { Variable } from '../../../shared/domain/dataset.ts'
import { variable } from '../../../shared/domain/expr.ts'
import type { Finding } from '../../../shared/domain/finding.ts'
import type { Law } from '../../../shared/domain/law.ts'
import { formatFitted } from '../../../shared/expression/formatFitted.ts'
import { formatLatexNumber } from '../../../shared/expression/formatNumber.ts'
import { printLatex } from '../../../shared/expression/printLatex.ts'
import { printFindingLatex } from '../../../shared/expression/printFinding.ts'
import { printFormLatex, printLawLatex } from '../../../shared/expression/printLaw.ts'
import { findingFigures, originFacts } from './findingFacts.ts'
import { fitFacts, parameterFacts, provenanceFacts, type ParameterFact } from './lawFacts.ts'
import { escapeLatex, latexUnit } from './latexText.ts'

/** Characters of source from which an equation is set in lines that may break. */
const LONG_EQUATION = 160

/** A displayed equation; a long one is set so that TeX may break it at its signs. */
export function latexDisplay(latex: string): string {
  if (latex.length <= LONG_EQUATION) return `\\begin{equation}\n  ${latex}\n\\end{equation}\n`
  return `\\begin{flushleft}\n  $\\displaystyle ${latex}$\n\\end{flushleft}\n`
}

/** A booktabs tabular. Cells are LaTeX already. */
export function latexTabular(columns: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `  ${cells.join(' & ')} \\\\\n`
  const body = rows.map(line).join('')
  const top = head.length > 0 ? `${line(head)}  \\midrule\n` : ''
  return `\\begin{tabular}{${columns}}\n  \\toprule\n${top}${body}  \\bottomrule\n\\end{tabular}\n`
}

export function latexTableFloat(tabular: string, caption: string): string {
  return `\\begin{table}[htbp]\n\\centering\n\\caption{${escapeLatex(caption)}}\n${tabular}\\end{table}\n`
}

/** The numbers of a law: symbol, value ± error, unit, exact value that was taken. */
export function parameterTabular(law: Law): string {
  const rows = parameterFacts(law).map((fact) => [
    `$${printLatex(variable(fact.name))}$`,
    `$${formatFitted(fact, 'latex')}$`,
    unitCell(fact.unit),
    exactCell(fact, law)
  ])
  return latexTabular('llll', ['Number', 'Fitted value', 'Unit', 'Taken as'], rows)
}

function exactCell({ exact }: ParameterFact, law: Law): string {
  const taken = law.parameters.map((parameter) => parameter.exact).find((candidate) => candidate?.text === exact)
  if (exact === null || !taken) return ''
  return taken.nameBits === undefined ? `$${printLatex(taken.value)}$` : escapeLatex(exact)
}

export function unitCell(unit: string | null): string {
  const latex = latexUnit(unit)
  return latex === '' ? '' : `$${latex}$`
}

export function variableTabular(target: Variable, inputs: readonly Variable[]): string {
  const row = ({ name, unit }: Variable, role: string) => [
    `$${printLatex(variable(name))}$`,
    escapeLatex(name),
    unitCell(unit),
    role
  ]
  return latexTabular('llll', ['Symbol', 'Column', 'Unit', 'Role'], [row(target, 'target'), ...inputs.map((input) => row(input, 'input'))]) // prettier-ignore
}

export function fitTabular(law: Law): string {
  const rows = fitFacts(law).map(({ label, rows: count, rmse, rSquared }) => [
    label,
    `$${count}$`,
    `$${formatLatexNumber(rmse, 4)}$`,
    `$${formatLatexNumber(rSquared, 6)}$`
  ])
  return latexTabular('lrrr', ['Rows', 'Count', 'RMSE', '$R^2$'], rows)
}

export function provenanceTabular(facts: readonly (readonly [string, string])[]): string {
  const rows = facts.map(([label, text]) => [
    escapeLatex(label),
    /^[0-9a-f]{32,}$/.test(text) ? `\\texttt{${text.replace(/.{16}(?=.)/g, '$&\\allowbreak{}')}}` : escapeLatex(text)
  ])
  return latexTabular('lp{0.64\\textwidth}', [], rows)
}

/** Everything about one law but a heading: equation, form, numbers, fit, provenance. */
export function latexLawBody(law: Law, datasetName: string): string {
  const numbers =
    law.parameters.length === 0
      ? 'It has no fitted numbers.\n'
      : `With its numbers as symbols it reads\n${latexDisplay(printFormLatex(law))}\n\\begin{center}\n${parameterTabular(law)}\\end{center}\n`
  return [
    latexDisplay(printLawLatex(law)),
    numbers,
    `\\begin{center}\n${fitTabular(law)}\\end{center}\n`,
    `\\begin{center}\n\\small\n${provenanceTabular(provenanceFacts(law, datasetName))}\\end{center}\n`
  ].join('\n')
}

/** Everything about one finding but a heading: formula, words, figures, provenance. */
export function latexFindingBody(finding: Finding, datasetName: string): string {
  const latex = printFindingLatex(finding)
  const figures = findingFigures(finding).map(([name, value]) => [
    escapeLatex(name),
    `$${formatLatexNumber(value, 5)}$`
  ])
  return [
    latex === null ? '' : latexDisplay(latex),
    escapeLatex([finding.summary, ...finding.warnings].join(' ')),
    figures.length === 0 ? '' : `\\begin{center}\n${latexTabular('lr', ['Figure', 'Value'], figures)}\\end{center}\n`,
    `\\begin{center}\n\\small\n${provenanceTabular(originFacts(finding.provenance, datasetName))}\\end{center}\n`
  ]
    .filter((part) => part !== '')
    .join('\n')
}
