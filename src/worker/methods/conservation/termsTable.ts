import type { Table } from '../../../shared/domain/evidence.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import type { WeightedTerm } from './normaliseLaw.ts'

/** Terms of one law with their coefficients. */
export function termsTable(terms: readonly WeightedTerm[]): Table {
  return {
    kind: 'table',
    id: 'terms',
    title: 'Terms',
    columns: ['Term', 'Coefficient', 'Standard error'],
    rows: terms.map(({ term, coefficient: { value, exact, error } }) => [
      term.key,
      exact === null ? formatNumber(value) : exact[1] === 1 ? String(exact[0]) : `${exact[0]}/${exact[1]}`,
      exact === null ? (error === null ? 'unknown' : formatNumber(error, 2)) : 'exact'
    ]),
    caption: 'A fraction is exact: the simplest number that the data allow. Only ratios of coefficients mean something.'
  }
}
