import katex from 'katex'
import type { Finding } from '../../../shared/domain/finding.ts'
import type { Law } from '../../../shared/domain/law.ts'
import type { NotebookEntry } from '../../../shared/domain/notebook.ts'
import { variable } from '../../../shared/domain/expr.ts'
import { formatFitted } from '../../../shared/expression/formatFitted.ts'
import { formatLatexNumber } from '../../../shared/expression/formatNumber.ts'
import { printLatex } from '../../../shared/expression/printLatex.ts'
import { printFindingLatex } from '../../../shared/expression/printFinding.ts'
import { printFormLatex, printLawInfix, printLawLatex } from '../../../shared/expression/printLaw.ts'
import { findingFigures, originFacts } from './findingFacts.ts'
import { fitFacts, parameterFacts, provenanceFacts, remarks } from './lawFacts.ts'
import { latexUnit } from './latexText.ts'

const STYLE = `
  body { max-width: 46rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; color: #1b1b1b; }
  h1, h2 { line-height: 1.2; } h2 { margin-top: 3rem; }
  math[display=block] { margin: 1.2rem 0; overflow-x: auto; font-size: 1.2rem; }
  table { border-collapse: collapse; margin: 1rem 0; } th, td { padding: 0.2rem 0.9rem 0.2rem 0; text-align: left; }
  thead th { border-bottom: 1px solid currentColor; } code { overflow-wrap: anywhere; }
  .words { white-space: pre-wrap; } .provenance { font-size: 0.85rem; }
  @media (prefers-color-scheme: dark) { body { background: #16181c; color: #e6e6e6; } }
`

/** The report as one page without scripts or outside resources; mathematics is MathML. */
export function notebookHtml(entries: readonly NotebookEntry[], title: string): string {
  const sections = entries.map(section).join('\n') || '<p>Nothing is pinned yet.</p>'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${sections}
</body>
</html>
`
}

function section({ title, text, pinned, datasetName }: NotebookEntry): string {
  const body = pinned.kind === 'law' ? lawParts(pinned.law, datasetName) : findingParts(pinned.finding, datasetName)
  return [
    '<section>',
    `<h2>${escapeHtml(title)}</h2>`,
    text.trim() === '' ? '' : `<p class="words">${escapeHtml(text.trim())}</p>`,
    ...body,
    '</section>'
  ]
    .filter((part) => part !== '' && part !== '<p></p>')
    .join('\n')
}

function findingParts(finding: Finding, datasetName: string): string[] {
  const latex = printFindingLatex(finding)
  const figures = findingFigures(finding).map(([name, value]) => [escapeHtml(name), math(formatLatexNumber(value, 5))])
  return [
    latex === null ? '' : math(latex, true),
    `<p>${escapeHtml([finding.summary, ...finding.warnings].join(' '))}</p>`,
    figures.length === 0 ? '' : table(['Figure', 'Value'], figures),
    provenance(originFacts(finding.provenance, datasetName))
  ]
}

function lawParts(law: Law, datasetName: string): string[] {
  const parameters = parameterFacts(law).map((fact, i) => {
    const { name, unit } = fact
    const exact = law.parameters[i]!.exact
    return [
      math(printLatex(variable(name))),
      math(formatFitted(fact, 'latex')),
      unit === null ? '' : math(latexUnit(unit)),
      exact === null ? '' : math(printLatex(exact.value))
    ]
  })
  const fits = fitFacts(law).map(({ label, rows, rmse, rSquared }) => [
    escapeHtml(label),
    String(rows),
    math(formatLatexNumber(rmse, 4)),
    math(formatLatexNumber(rSquared, 6))
  ])
  return [
    math(printLawLatex(law), true),
    parameters.length === 0 ? '' : math(printFormLatex(law), true),
    parameters.length === 0 ? '' : table(['Number', 'Fitted value', 'Unit', 'Taken as'], parameters),
    table(['Rows', 'Count', 'RMSE', 'R²'], fits),
    `<p>${escapeHtml(remarks(law).join(' '))}</p>`,
    `<p><code>${escapeHtml(printLawInfix(law))}</code></p>`,
    provenance(provenanceFacts(law, datasetName))
  ]
}

function provenance(facts: readonly (readonly [string, string])[]): string {
  const rows = facts.map(([label, value]) => [escapeHtml(label), escapeHtml(value)])
  return `<div class="provenance">${table([], rows)}</div>`
}

function math(latex: string, displayMode = false): string {
  return katex.renderToString(latex, { output: 'mathml', displayMode, throwOnError: false, strict: false })
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  const top = head.length === 0 ? '' : `<thead>${line(head, 'th')}</thead>`
  return `<table>${top}<tbody>${rows.map((row) => line(row, 'td')).join('')}</tbody></table>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
