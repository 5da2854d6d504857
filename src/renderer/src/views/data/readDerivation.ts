/** A new column: `name = formula`. */
export interface Derivation {
  readonly name: string
  readonly formula: string
}

/**
 * Reads `name = formula`, `= formula` or `formula`; without a name, one is made from the formula: `= log(P)` gives
 * `log_P`. Null where there is no formula. Whether the formula makes sense is for the engine to say.
 */
export function readDerivation(text: string, taken: readonly string[]): Derivation | null {
  const equals = text.indexOf('=')
  const formula = text.slice(equals + 1).trim()
  if (formula === '') return null
  const name =
    equals < 0
      ? ''
      : text
          .slice(0, equals)
          .trim()
          .replace(/^`(.*)`$/, '$1')
  return { name: name === '' ? freeName(formula, taken) : name, formula }
}

const LONGEST_NAME = 40

function freeName(formula: string, taken: readonly string[]): string {
  const base =
    formula
      .replace(/[^\p{L}\p{N}]+/gu, '_')
      .replace(/^_+|_+$/g, '')
      .replace(/^(?=\p{N})/u, 'x')
      .slice(0, LONGEST_NAME) || 'column'
  let name = base
  for (let i = 2; taken.includes(name); i++) name = `${base}_${i}`
  return name
}
