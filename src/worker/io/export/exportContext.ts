import type { Dataset, NumberColumn, Variable } from '../../../shared/domain/dataset.ts'
import { variableNames } from '../../../shared/domain/expr.ts'
import type { Law } from '../../../shared/domain/law.ts'

/** What an export tells beside the law itself. */
export interface ExportContext {
  readonly dataset: Dataset
  /** Title of the run. */
  readonly title: string
}

export function numberColumn({ dataset }: ExportContext, name: string): NumberColumn | null {
  const column = dataset.columns.find(({ variable }) => variable.name === name)
  return column?.kind === 'number' ? column : null
}

/** The inputs that the law uses, in the order of the table; one that the table has lost has no unit. */
export function usedInputs({ dataset }: ExportContext, law: Law): Variable[] {
  const used = variableNames(law.expression)
  const known = dataset.columns.map(({ variable }) => variable).filter(({ name }) => used.includes(name))
  const lost = used.filter((name) => !known.some((variable) => variable.name === name))
  return [...known, ...lost.map((name) => ({ name, unit: null, dimension: null }))]
}

export function targetOf(context: ExportContext, law: Law): Variable {
  return numberColumn(context, law.target)?.variable ?? { name: law.target, unit: null, dimension: null }
}
