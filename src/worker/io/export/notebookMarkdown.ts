import type { NotebookEntry } from '../../../shared/domain/notebook.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { formatWithError } from '../../../shared/expression/formatWithError.ts'
import { printFormLatex, printLawInfix, printLawLatex } from '../../../shared/expression/printLaw.ts'
import { fitFacts, parameterFacts, provenanceFacts, remarks } from './lawFacts.ts'

/** The report as Markdown with $$ … $$ for mathematics, as GitHub, Jupyter and Pandoc read it. */
export function notebookMarkdown(entries: readonly NotebookEntry[], title: string): string {
  const sections = entries.map(section)
  return `# ${oneLine(title)}\n\n${sections.join('\n') || 'No law is pinned yet.\n'}`
}

function section({ title, text, law, datasetName }: NotebookEntry): string {
  const parameters = parameterFacts(law).map(({ name, fitted, standardError, unit, exact }) => [
    name,
    formatWithError(fitted, standardError),
    unit ?? '',
    exact ?? ''
  ])
  const fits = fitFacts(law).map(({ label, rows, rmse, rSquared }) => [
    label,
    String(rows),
    formatNumber(rmse, 4),
    formatNumber(rSquared, 6)
  ])
  return [
    `## ${oneLine(title)}`,
    text.trim(),
    `$$\n${printLawLatex(law)}\n$$`,
    parameters.length > 0 ? `$$\n${printFormLatex(law)}\n$$` : '',
    parameters.length > 0 ? table(['Number', 'Fitted value', 'Unit', 'Taken as'], parameters) : '',
    table(['Rows', 'Count', 'RMSE', 'R²'], fits),
    remarks(law).join(' '),
    `\`\`\`\n${printLawInfix(law)}\n\`\`\``,
    provenanceFacts(law, datasetName)
      .map(([label, value]) => `- ${label}: ${oneLine(value)}`)
      .join('\n')
  ]
    .filter((part) => part !== '')
    .map((part) => `${part}\n`)
    .join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => oneLine(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
