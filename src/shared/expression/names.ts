import { OPERATORS, type OperatorId } from '../domain/operators.ts'

/** Names that infix calls as a function of one argument, with the operator that they stand for. */
export const FUNCTIONS: ReadonlyMap<string, OperatorId> = new Map<string, OperatorId>([
  ...Object.values(OPERATORS)
    .filter((operator) => operator.arity === 1 && operator.id !== 'neg')
    .map((operator) => [operator.symbol, operator.id] as const),
  ['ln', 'log'],
  ['lg', 'log10'],
  ['arcsin', 'asin'],
  ['arccos', 'acos'],
  ['arctan', 'atan']
])

export const CONSTANT_NAMES: readonly string[] = ['pi', 'e']

const IDENTIFIER = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u
/** Below À only ASCII counts: `µ` or `ª` are letters to Unicode, but not to every reader of formulas. */
const PORTABLE = /^[A-Za-z_\u00C0-\uFFFF][\w\u00C0-\uFFFF]*$/

/** A column name as infix writes it: as it is where it is a plain identifier, else in back-quotes (doubled inside). */
export function quoteName(name: string): string {
  const plain = IDENTIFIER.test(name) && PORTABLE.test(name) && !FUNCTIONS.has(name) && !CONSTANT_NAMES.includes(name)
  return plain ? name : '`' + name.replaceAll('`', '``') + '`'
}
