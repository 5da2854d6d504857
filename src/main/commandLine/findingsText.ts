import { hasFound, type Finding } from '../../shared/domain/finding.ts'
import { printFindingLatex, printFindingLines } from '../../shared/expression/printFinding.ts'
import { formatNumber } from '../../shared/expression/formatNumber.ts'

const INDENT = '  '

/** The findings typeset, each a displayed equation under its statement as a comment. */
export function findingsLatex(findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const latex = printFindingLatex(finding)
      const title = `% ${finding.title.replaceAll('\n', ' ')}\n`
      return latex === null ? title : `${title}\\[\n${latex}\n\\]\n`
    })
    .join('\n')
}

/** The findings for people: statement, formula, figures, warnings. */
export function findingsText(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Nothing was found before the end.\n'
  const blocks = findings.map((finding) => {
    const metrics = Object.entries(finding.metrics).flatMap(([name, value]) =>
      value === null ? [] : [`${name} ${formatNumber(value, 4)}`]
    )
    return [
      finding.title,
      ...printFindingLines(finding).map((line) => INDENT + line),
      INDENT + finding.summary,
      ...(metrics.length > 0 ? [INDENT + metrics.join(', ')] : []),
      ...finding.warnings.map((warning) => `${INDENT}Warning: ${warning}`)
    ].join('\n')
  })
  const ending = hasFound(findings) ? [] : ['Nothing was found, and that is the answer.']
  return `${[...blocks, ...ending].join('\n\n')}\n`
}
