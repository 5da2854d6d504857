import type { NotebookEntry, Pinned } from '../../../shared/domain/notebook.ts'
import { remarks } from './lawFacts.ts'
import { latexDocument } from './latexDocument.ts'
import { latexFindingBody, latexLawBody } from './latexFragments.ts'
import { escapeLatex } from './latexText.ts'

/** The report as an article for plain pdflatex. */
export function notebookLatex(entries: readonly NotebookEntry[], title: string): string {
  const sections = entries.map(({ title: heading, text, pinned, datasetName }) =>
    [`\\section{${escapeLatex(heading)}}`, escapeLatex(text.trim()), body(pinned, datasetName)].join('\n\n')
  )
  return latexDocument(title, sections.join('\n\n') || 'Nothing is pinned yet.')
}

function body(pinned: Pinned, datasetName: string): string {
  if (pinned.kind === 'finding') return latexFindingBody(pinned.finding, datasetName)
  return [latexLawBody(pinned.law, datasetName), remarks(pinned.law).map(escapeLatex).join(' ')].join('\n\n')
}
