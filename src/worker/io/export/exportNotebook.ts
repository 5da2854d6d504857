import type { NotebookEntry } from '../../../shared/domain/notebook.ts'
import type { ExportedFile } from '../../../shared/rpc/api.ts'
import { exportedFile } from './exportedFile.ts'
import { notebookHtml } from './notebookHtml.ts'
import { notebookLatex } from './notebookLatex.ts'
import { notebookMarkdown } from './notebookMarkdown.ts'

export type NotebookFormat = 'latex' | 'markdown' | 'html'

export interface NotebookContext {
  /** Name of the project. */
  readonly title: string
}

const WRITERS = {
  latex: { extension: 'tex', write: notebookLatex },
  markdown: { extension: 'md', write: notebookMarkdown },
  html: { extension: 'html', write: notebookHtml }
} as const

/** The pinned laws in order, with the user's words, as one report. */
export function exportNotebook(
  format: NotebookFormat,
  entries: readonly NotebookEntry[],
  { title }: NotebookContext
): ExportedFile {
  const { extension, write } = WRITERS[format]
  return exportedFile([title, 'notebook'], extension, write(entries, title || 'Notebook'))
}
