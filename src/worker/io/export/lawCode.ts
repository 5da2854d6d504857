import type { Law } from '../../../shared/domain/law.ts'
import type { CodeTarget } from '../../../shared/domain/operators.ts'
import { formatFitted } from '../../../shared/expression/formatFitted.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { codeSignature, printFunction, type CodeFunction } from '../../../shared/expression/printFunction.ts'
import { printLawInfix } from '../../../shared/expression/printLaw.ts'
import type { ExportedFile } from '../../../shared/rpc/api.ts'
import { targetOf, usedInputs, type ExportContext } from './exportContext.ts'
import { exportedFile, stemOf } from './exportedFile.ts'
import { parameterFacts } from './lawFacts.ts'

const EXTENSIONS = { python: 'py', c: 'c', javascript: 'js' } as const

/** The law as a function of its inputs, in full precision, with units, errors and origin in its comment. */
export function exportCode(language: CodeTarget): (law: Law, context: ExportContext) => ExportedFile {
  return (law, context) => {
    const inputs = usedInputs(context, law)
    const about = { target: law.target, inputs: inputs.map(({ name }) => name), lines: [] }
    const lines = describe(law, context, about, language)
    const text = printFunction(law.expression, { ...about, lines }, language)
    return exportedFile([stemOf(context.dataset.name), law.target], EXTENSIONS[language], text)
  }
}

function describe(law: Law, context: ExportContext, about: CodeFunction, language: CodeTarget): string[] {
  const signature = codeSignature(law.expression, about, language)
  const target = targetOf(context, law)
  const inputs = usedInputs(context, law)
  const { method, seed, version, datasetHash } = law.provenance
  return [
    printLawInfix(law),
    '',
    `Returns ${target.name}${inUnit(target.unit)}.`,
    ...signature.inputs.map(({ variable, identifier }, i) => {
      const called = variable === identifier ? '' : `: the column "${variable}"`
      return `${identifier}${called}${inUnit(inputs[i]!.unit)}`
    }),
    '',
    ...parameterFacts(law).map((fact) => {
      const { name, unit, exact } = fact
      const taken = exact === null ? '' : `, taken as ${exact}`
      return `${name} = ${formatFitted(fact)}${unit === null ? '' : ` ${unit}`}${taken}`
    }),
    `Fitted to ${law.fit.rows} rows of ${context.dataset.name}, root-mean-square error ${formatNumber(law.fit.rmse, 4)}.`,
    `Lawsmith ${version}, method ${method}, seed ${seed}, SHA-256 of the data ${datasetHash}.`
  ]
}

function inUnit(unit: string | null): string {
  return unit === null || unit === '1' ? '' : ` in ${unit}`
}
