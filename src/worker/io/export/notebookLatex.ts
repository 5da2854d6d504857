import type { NotebookEntry } from '../../../shared/domain/notebook.ts'
import { remarks } from './lawFacts.ts'
import { latexDocument } from './latexDocument.ts'
import { latexLawBody } from './latexFragments.ts'
import { escapeLatex } from './latexText.ts'

/** The report as an article for plain pdflatex. */
export function notebookLatex(entries: readonly NotebookEntry[], title: string): string {
  const sections = entries.map(({ title: heading, text, law, datasetName }) =>
    [
      `\\section{${escapeLatex(heading)}}`,
      escapeLatex(text.trim()),
      latexLawBody(law, datasetName),
      remarks(law).map(escapeLatex).join(' ')
    ].join('\n\n')
  )
  return latexDocument(title, sections.join('\n\n') || 'No law is pinned yet.')
}
