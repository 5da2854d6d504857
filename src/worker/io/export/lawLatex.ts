import type { Law } from '../../../shared/domain/law.ts'
import type { ExportedFile } from '../../../shared/rpc/api.ts'
import { printLawLatex } from '../../../shared/expression/printLaw.ts'
import { targetOf, usedInputs, type ExportContext } from './exportContext.ts'
import { exportedFile, stemOf } from './exportedFile.ts'
import { remarks } from './lawFacts.ts'
import { latexDocument } from './latexDocument.ts'
import { latexDisplay, latexLawBody, latexTableFloat, parameterTabular, variableTabular } from './latexFragments.ts'
import { escapeLatex, portableLatex } from './latexText.ts'

/** The law as an equation environment. */
export function exportLatexEquation(law: Law, { dataset }: ExportContext): ExportedFile {
  const text = portableLatex(latexDisplay(printLawLatex(law)))
  return exportedFile([stemOf(dataset.name), law.target, 'equation'], 'tex', text)
}

/** The numbers of the law as a floating table for a paper that loads booktabs. */
export function exportLatexTable(law: Law, { dataset }: ExportContext): ExportedFile {
  const caption = `Numbers of the law for ${law.target}, fitted to ${dataset.name}.`
  const text = portableLatex(
    `% needs \\usepackage{amsmath,booktabs}\n${latexTableFloat(parameterTabular(law), caption)}`
  )
  return exportedFile([stemOf(dataset.name), law.target, 'numbers'], 'tex', text)
}

/** A report on the law that compiles as it is. */
export function exportLatexDocument(law: Law, context: ExportContext): ExportedFile {
  const { dataset, title } = context
  const body = [
    `\\section*{Law}\n${latexLawBody(law, dataset.name)}`,
    remarks(law).map(escapeLatex).join(' '),
    `\\section*{Quantities}\n\\begin{center}\n${variableTabular(targetOf(context, law), usedInputs(context, law))}\\end{center}\n`
  ].join('\n')
  return exportedFile(
    [stemOf(dataset.name), law.target, 'law'],
    'tex',
    latexDocument(title || `A law for ${law.target}`, body)
  )
}
