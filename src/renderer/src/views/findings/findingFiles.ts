import type { Finding } from '../../../../shared/domain/finding.ts'
import { findingDocument } from '../../../../shared/expression/findingDocument.ts'
import { printFindingLatex } from '../../../../shared/expression/printFinding.ts'
import type { ExportedFile } from '../../../../shared/rpc/api.ts'

/** One finding as an equation for LaTeX; a comment where it has no formula. */
export function latexFile(finding: Finding, title: string): ExportedFile {
  const latex = printFindingLatex(finding)
  const comment = `% ${finding.title.replaceAll('\n', ' ')}\n`
  const text = latex === null ? comment : `${comment}\\begin{equation}\n${latex}\n\\end{equation}\n`
  return { fileName: `${stem(title)}.tex`, mediaType: 'application/x-tex', text }
}

/** Findings as scripts read them, with what is needed to make them again. */
export function jsonFile(findings: readonly Finding[], title: string): ExportedFile {
  const document = findings.map((finding) => ({ ...findingDocument(finding), provenance: finding.provenance }))
  return {
    fileName: `${stem(title)}.json`,
    mediaType: 'application/json',
    text: `${JSON.stringify(document, null, 2)}\n`
  }
}

function stem(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'findings'
  )
}
