import type { Law } from '../../../../shared/domain/law.ts'
import { variable } from '../../../../shared/domain/expr.ts'
import { printLatex } from '../../../../shared/expression/printLatex.ts'

/** The law typeset: target = expression. */
export function lawLatex(law: Law): string {
  return `${printLatex(variable(law.target))} = ${printLatex(law.expression)}`
}
