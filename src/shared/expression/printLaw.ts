import { paramValues, variable } from '../domain/expr.ts'
import type { Law } from '../domain/law.ts'
import { significantDigits } from './formatWithError.ts'
import { printInfix } from './printInfix.ts'
import { printLatex } from './printLatex.ts'
import { quoteName } from './names.ts'

/** The law typeset, every fitted number with the digits that its error allows and one more: `P = 365.25\,a^{3/2}`. */
export function printLawLatex(law: Law): string {
  const free = law.parameters.filter(({ exact }) => exact === null)
  const isMatched = free.length === paramValues(law.expression).length
  const digits = isMatched ? free.map(({ value, standardError }) => significantDigits(value, standardError)) : 5
  return `${printLatex(variable(law.target))} = ${printLatex(law.expression, { digits })}`
}

/** The form with c_{1}, c_{2}, … in place of its numbers. */
export function printFormLatex(law: Law): string {
  const paramNames = law.parameters.map((_, i) => paramName(i))
  return `${printLatex(variable(law.target))} = ${printLatex(law.form, { paramNames })}`
}

/** What parameter i is called in tables and in the form. */
export function paramName(index: number): string {
  return `c_${index + 1}`
}

/** The law as infix in full precision: `P = 365.2568*a^(3/2)`. */
export function printLawInfix(law: Law): string {
  return `${quoteName(law.target)} = ${printInfix(law.expression)}`
}
