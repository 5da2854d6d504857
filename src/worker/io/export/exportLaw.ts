import type { Law } from '../../../shared/domain/law.ts'
import type { ExportedFile, ExportFormat } from '../../../shared/rpc/api.ts'
import type { ExportContext } from './exportContext.ts'
import { exportCode } from './lawCode.ts'
import { exportInfix } from './lawInfix.ts'
import { exportJson } from './lawJson.ts'
import { exportLatexDocument, exportLatexEquation, exportLatexTable } from './lawLatex.ts'
import { exportPredictions } from './lawPredictions.ts'

/** Every way out for one law. */
const EXPORTERS: Readonly<Record<ExportFormat, (law: Law, context: ExportContext) => ExportedFile>> = {
  latexEquation: exportLatexEquation,
  latexTable: exportLatexTable,
  latexDocument: exportLatexDocument,
  python: exportCode('python'),
  c: exportCode('c'),
  javascript: exportCode('javascript'),
  json: exportJson,
  predictions: exportPredictions,
  infix: exportInfix
}

export function exportLaw(format: ExportFormat, law: Law, context: ExportContext): ExportedFile {
  return EXPORTERS[format](law, context)
}
