import type { Finding } from '../../../shared/domain/finding.ts'
import type { Law } from '../../../shared/domain/law.ts'
import type { NotebookEntry } from '../../../shared/domain/notebook.ts'
import { formatFitted } from '../../../shared/expression/formatFitted.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { printFindingLatex } from '../../../shared/expression/printFinding.ts'
import { printFormLatex, printLawInfix, printLawLatex } from '../../../shared/expression/printLaw.ts'
import { findingFigures, originFacts } from './findingFacts.ts'
import { fitFacts, parameterFacts, provenanceFacts, remarks } from './lawFacts.ts'

/** The report as Markdown with $$ … $$ for mathematics, as GitHub, Jupyter and Pandoc read it. */
export function notebookMarkdown(entries: readonly NotebookEntry[], title: string): string {
  const sections = entries.map(section)
  return `# ${oneLine(title)}\n\n${sections.join('\n') || 'Nothing is pinned yet.\n'}`
}

function section({ title, text, pinned, datasetName }: NotebookEntry): string {
  const body = pinned.kind === 'law' ? lawParts(pinned.law, datasetName) : findingParts(pinned.finding, datasetName)
  return [`## ${oneLine(title)}`, text.trim(), ...body]
    .filter((part) => part !== '')
    .map((part) => `${part}\n`)
    .join('\n')
}

function findingParts(finding: Finding, datasetName: string): string[] {
  const latex = printFindingLatex(finding)
  const figures = findingFigures(finding).map(([name, value]) => [name, formatNumber(value, 5)])
  return [
    latex === null ? '' : `$$\n${latex}\n$$`,
    [finding.summary, ...finding.warnings].join(' '),
    figures.length > 0 ? table(['Figure', 'Value'], figures) : '',
    list(originFacts(finding.provenance, datasetName))
  ]
}

function lawParts(law: Law, datasetName: string): string[] {
  const parameters = parameterFacts(law).map((fact) => [
    fact.name,
    formatFitted(fact),
    fact.unit ?? '',
    fact.exact ?? ''
  ])
  const fits = fitFacts(law).map(({ label, rows, rmse, rSquared }) => [
    label,
    String(rows),
    formatNumber(rmse, 4),
    formatNumber(rSquared, 6)
  ])
  return [
    `$$\n${printLawLatex(law)}\n$$`,
    parameters.length > 0 ? `$$\n${printFormLatex(law)}\n$$` : '',
    parameters.length > 0 ? table(['Number', 'Fitted value', 'Unit', 'Taken as'], parameters) : '',
    table(['Rows', 'Count', 'RMSE', 'R²'], fits),
    remarks(law).join(' '),
    `\`\`\`\n${printLawInfix(law)}\n\`\`\``,
    list(provenanceFacts(law, datasetName))
  ]
}

function list(facts: readonly (readonly [string, string])[]): string {
  return facts.map(([label, value]) => `- ${label}: ${oneLine(value)}`).join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => oneLine(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
