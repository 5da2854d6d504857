import { axisData } from './axisData.ts'
import type { LawOfRows } from './blackBox.ts'
import { criticalColumns } from './criticalForm.ts'
import { rowsOfTable, type DomainTable } from './domainTable.ts'
import { fitAt, polish } from './fitCritical.ts'
import type { RefinedCritical } from './refineCritical.ts'
import { combine } from './weightedFit.ts'

/**
 * The critical behaviour fitted anew to some rows of a part of the table, and its values on all rows of that part; null
 * where other inputs take part, whose scales the rows set.
 */
export function criticalOfRows({ fit, errors }: RefinedCritical, table: DomainTable, part: Uint32Array): LawOfRows {
  return (rest) => {
    const rows = rowsOfTable(table, part)
    const data = axisData(rowsOfTable(rows, rest), fit.data.axis)
    if (data.others.length > 0) return null
    const start = fitAt(fit.form, data, fit.point, fit.exponent)
    if (start === null) return null
    const again = polish(start, Math.max(8 * errors.point, 0.02 * (data.high - data.low)))
    const all = { ...data, n: rows.n, t: rows.x[data.axis]! }
    return combine(criticalColumns(fit.form, all, again.point, again.exponent), again.coefficients, rows.n)
  }
}
