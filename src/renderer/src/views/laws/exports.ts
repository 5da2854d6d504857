import type { ExportFormat } from '../../../../shared/rpc/api.ts'

interface LawExport {
  readonly format: ExportFormat
  readonly title: string
  readonly hint: string
}

/** The files that a law can be saved as, in the order of the menu. */
export const EXPORTS: readonly LawExport[] = [
  { format: 'latexEquation', title: 'LaTeX equation', hint: 'The law as an equation environment' },
  { format: 'latexTable', title: 'LaTeX table', hint: 'Its parameters with errors and units' },
  { format: 'latexDocument', title: 'LaTeX document', hint: 'A page that compiles as it is' },
  { format: 'python', title: 'Python', hint: 'A NumPy function' },
  { format: 'c', title: 'C', hint: 'A function with math.h' },
  { format: 'javascript', title: 'JavaScript', hint: 'A module with one function' },
  { format: 'json', title: 'JSON', hint: 'Formula, numbers, provenance' },
  { format: 'predictions', title: 'CSV of predictions', hint: 'Every row: measured, predicted, residual' }
]
