import type { Finding } from '../../../shared/domain/finding.ts'
import type { CodeTarget } from '../../../shared/domain/operators.ts'
import { AppError } from '../../../shared/errors.ts'
import { findingDocument } from '../../../shared/expression/findingDocument.ts'
import { printFindingLatex } from '../../../shared/expression/printFinding.ts'
import type { ExportedFile, FindingFormat } from '../../../shared/rpc/api.ts'
import { exportedFile, stemOf } from './exportedFile.ts'
import { findingCode } from './findingCode.ts'
import { networksJson } from './findingNetworks.ts'
import { latexDisplay } from './latexFragments.ts'
import { portableLatex } from './latexText.ts'

/** Every way out for the findings of one run. */
const EXPORTERS: Readonly<
  Record<FindingFormat, (findings: readonly Finding[], stem: readonly string[]) => ExportedFile>
> = {
  latexEquation: (findings, stem) => exportedFile(stem, 'tex', portableLatex(findings.map(latexOf).join('\n'))),
  python: exportCode('python', 'py'),
  c: exportCode('c', 'c'),
  javascript: exportCode('javascript', 'js'),
  json: (findings, stem) => exportedFile(stem, 'json', documentOf(findings)),
  weights: exportNetworks
}

/**
 * Findings of one run as a file. Throws AppError notFound where there is nothing of the kind: no formula to compute, no
 * network that was trained.
 */
export function exportFindings(
  format: FindingFormat,
  findings: readonly Finding[],
  datasetName: string,
  title: string
): ExportedFile {
  return EXPORTERS[format](findings, [stemOf(datasetName), title])
}

/** The formula as an equation under its statement; the statement alone where there is none. */
function latexOf(finding: Finding): string {
  const latex = printFindingLatex(finding)
  const comment = `% ${finding.title.replaceAll('\n', ' ')}\n`
  return latex === null ? comment : comment + latexDisplay(latex)
}

/** As scripts read them, with what is needed to make them again. */
function documentOf(findings: readonly Finding[]): string {
  const document = findings.map((finding) => ({ ...findingDocument(finding), provenance: finding.provenance }))
  return `${JSON.stringify(document, null, 2)}\n`
}

function exportCode(language: CodeTarget, extension: 'py' | 'c' | 'js') {
  return (findings: readonly Finding[], stem: readonly string[]): ExportedFile => {
    const [code] = findings.flatMap((finding) => findingCode(finding, language) ?? [])
    if (code === undefined) throw new AppError('notFound', 'There is no formula in what was found.')
    return exportedFile(stem, extension, code)
  }
}

function exportNetworks(findings: readonly Finding[], stem: readonly string[]): ExportedFile {
  if (findings.every(({ networks = [] }) => networks.length === 0)) {
    throw new AppError('notFound', 'No network was trained for this: there are no weights to save.')
  }
  return exportedFile([...stem, 'networks'], 'json', networksJson(findings))
}
