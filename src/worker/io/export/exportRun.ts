import type { Law } from '../../../shared/domain/law.ts'
import { formatLatexNumber } from '../../../shared/expression/formatNumber.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import { printLawLatex } from '../../../shared/expression/printLaw.ts'
import type { ExportedFile } from '../../../shared/rpc/api.ts'
import { csvText } from './csvText.ts'
import type { ExportContext } from './exportContext.ts'
import { exportedFile, stemOf } from './exportedFile.ts'
import { describeLaw } from './lawJson.ts'
import { latexTableFloat, latexTabular } from './latexFragments.ts'
import { portableLatex } from './latexText.ts'

export type RunExportFormat = 'latexTable' | 'json' | 'csv'

const EXPORTERS: Readonly<Record<RunExportFormat, (laws: readonly Law[], context: ExportContext) => ExportedFile>> = {
  latexTable: exportLawsLatex,
  json: exportLawsJson,
  csv: exportLawsCsv
}

/** All laws of a run, best first. */
export function exportRun(format: RunExportFormat, laws: readonly Law[], context: ExportContext): ExportedFile {
  return EXPORTERS[format](laws, context)
}

/** A booktabs table: rank, equation, complexity, error on unseen rows, bits above the best description length. */
function exportLawsLatex(laws: readonly Law[], { dataset, title }: ExportContext): ExportedFile {
  const best = Math.min(...laws.map(({ descriptionLength }) => descriptionLength))
  const rows = laws.map((law, i) => [
    String(i + 1),
    `$${printLawLatex(law)}$`,
    String(law.complexity),
    `$${formatLatexNumber((law.validation ?? law.fit).rmse, 3)}$`,
    `$${(law.descriptionLength - best).toFixed(1)}$`
  ])
  const tabular = latexTabular('rlrrr', ['Rank', 'Law', 'Complexity', 'RMSE', '$\\Delta$ bits'], rows)
  const caption = `${title || 'Laws'}: laws found in ${dataset.name}, best first. RMSE is on rows held out of the fit where there were any; the description length is above that of the shortest.`
  const text = portableLatex(`% needs \\usepackage{amsmath,booktabs}\n${latexTableFloat(tabular, caption)}`)
  return exportedFile([stemOf(dataset.name), 'laws'], 'tex', text)
}

function exportLawsJson(laws: readonly Law[], context: ExportContext): ExportedFile {
  const document = laws.map((law, i) => ({ rank: i + 1, ...describeLaw(law, context) }))
  return exportedFile([stemOf(context.dataset.name), 'laws'], 'json', `${JSON.stringify(document, null, 2)}\n`)
}

function exportLawsCsv(laws: readonly Law[], { dataset }: ExportContext): ExportedFile {
  const fields = [
    'rank', 'target', 'expression', 'complexity', 'descriptionLength', 'rmse', 'rSquared', 'validationRmse',
    'extrapolationRmse', 'dimensionallyConsistent', 'indistinguishableGroup', 'marks', 'method'
  ] // prettier-ignore
  const rows = laws.map((law, i) => [
    i + 1,
    law.target,
    printInfix(law.expression),
    law.complexity,
    law.descriptionLength,
    law.fit.rmse,
    law.fit.rSquared,
    law.validation?.rmse ?? null,
    law.extrapolation?.rmse ?? null,
    law.dimensionallyConsistent,
    law.indistinguishableGroup,
    law.marks.join(' '),
    law.provenance.method
  ])
  return exportedFile([stemOf(dataset.name), 'laws'], 'csv', csvText(fields, rows))
}
