import type { Law } from '../../../shared/domain/law.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import type { ExportedFile } from '../../../shared/rpc/api.ts'
import type { ExportContext } from './exportContext.ts'
import { exportedFile, stemOf } from './exportedFile.ts'

/** The right side alone, in full precision, as the command line and a derived column take it. */
export function exportInfix(law: Law, { dataset }: ExportContext): ExportedFile {
  return exportedFile([stemOf(dataset.name), law.target], 'txt', `${printInfix(law.expression)}\n`)
}
