import type { Law } from '../../../shared/domain/law.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import { printFormLatex, printLawLatex } from '../../../shared/expression/printLaw.ts'
import type { ExportedFile } from '../../../shared/rpc/api.ts'
import { targetOf, usedInputs, type ExportContext } from './exportContext.ts'
import { exportedFile, stemOf } from './exportedFile.ts'
import { parameterFacts } from './lawFacts.ts'

/** The law with its form, numbers and provenance. A number that does not exist (NaN, ±Infinity) is null. */
export function describeLaw(law: Law, context: ExportContext) {
  const { fit, validation, extrapolation, complexity, descriptionLength, dimensionallyConsistent, marks } = law
  return {
    target: targetOf(context, law),
    inputs: usedInputs(context, law),
    expression: printInfix(law.expression),
    latex: printLawLatex(law),
    form: { latex: printFormLatex(law), tree: law.form },
    parameters: parameterFacts(law),
    complexity,
    descriptionLength,
    noise: { model: law.noise, ...law.noiseFit },
    fit,
    validation,
    extrapolation,
    dimensionallyConsistent,
    indistinguishableGroup: law.indistinguishableGroup,
    marks,
    dataset: { name: context.dataset.name, rows: context.dataset.rows },
    provenance: law.provenance
  }
}

export function exportJson(law: Law, context: ExportContext): ExportedFile {
  const text = `${JSON.stringify(describeLaw(law, context), null, 2)}\n`
  return exportedFile([stemOf(context.dataset.name), law.target, 'law'], 'json', text)
}
