import type { Table } from '../../shared/domain/evidence.ts'
import { createRandom } from '../numeric/random.ts'
import { withParams } from '../../shared/domain/expr.ts'
import type { LawOnRows } from './lawOnRows.ts'
import { refitFormula } from './refitFormula.ts'

const RESAMPLES = 100
const MAX_ROWS = 2000

/**
 * The fitted numbers when rows are drawn anew with replacement, the case-resampling bootstrap
 * (Efron 1979, doi:10.1214/aos/1176344552): mean and the central 95 % of 100 refits, on at most 2000 rows each.
 */
export function stabilityTable({ law, problem }: LawOnRows): Table {
  const free = withParams(
    law.form,
    law.parameters.map(({ fitted }) => fitted)
  )
  const again = refitFormula(free, law.noise, problem)
  const random = createRandom(1)
  const values: number[][] = law.parameters.map(() => [])
  const drawn = Math.min(problem.n, MAX_ROWS)
  for (let b = 0; b < RESAMPLES && law.parameters.length > 0; b++) {
    const rows = Uint32Array.from({ length: drawn }, () => random.integer(problem.n)).sort()
    again.fit(rows, 12).forEach((value, i) => values[i]?.push(value))
  }
  return {
    kind: 'table',
    id: 'stability',
    title: 'Numbers under resampling',
    columns: ['number', 'free fit', 'mean', 'from', 'to'],
    rows: law.parameters.map((parameter, i) => {
      const sorted = (values[i] ?? []).toSorted((a, b) => a - b)
      const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? NaN
      const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
      return [i + 1, parameter.fitted, mean, at(0.025), at(0.975)]
    }),
    caption: `The range holds 95 % of ${RESAMPLES} refits to rows drawn with replacement.`
  }
}
