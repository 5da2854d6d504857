import { withParams } from '../../shared/domain/expr.ts'
import type { Law, LawParameter } from '../../shared/domain/law.ts'
import { simplify } from '../../shared/expression/simplify.ts'
import { structureBits } from './descriptionLength.ts'

/** A formula with all numbers free, and what is known of each. */
export interface Structured {
  readonly form: Law['form']
  readonly parameters: readonly Pick<LawParameter, 'value' | 'exact'>[]
}

/** Bits to name a formula: exact numbers by their price, constants of nature by their names, fitted ones as mere symbols. */
export function lawStructureBits({ form, parameters }: Structured, inputCount: number): number {
  const isNamed = ({ exact }: Structured['parameters'][number]) => exact?.nameBits !== undefined
  // constants of nature stand where free numbers would
  const places = parameters.map((parameter) =>
    parameter.exact === null || isNamed(parameter) ? parameter.value : parameter.exact.value
  )
  const names = parameters.reduce((sum, { exact }) => sum + (exact?.nameBits ?? 0), 0)
  return structureBits(simplify(withParams(form, places)), inputCount) + names
}
