import type { Evidence } from '../../shared/domain/evidence.ts'
import { variableNames } from '../../shared/domain/expr.ts'
import { extent, pick, type LawOnRows } from './lawOnRows.ts'
import { refitFormula } from './refitFormula.ts'
import { formulaOf } from './refitOnAllRows.ts'
import { endRows } from './splitRows.ts'
import { without } from './unseenError.ts'

const SHARE = 0.1
const MIN_ROWS = 6

/**
 * How the law does beyond the data that it was fitted to: for every input the rows at its two ends are left out, the
 * rest is fitted, and the ends are predicted.
 */
export function beyondTheData({ law, problem }: LawOnRows): Evidence[] {
  if (problem.n < MIN_ROWS) return []
  const again = refitFormula(formulaOf(law), law.noise, problem)
  const used = variableNames(law.expression)
  return problem.inputs.flatMap((input, j): Evidence[] => {
    if (!used.includes(input.name)) return []
    const values = problem.x[j]!
    const left = Uint32Array.from(endRows([values], Math.max(2, Math.round(SHARE * problem.n)))).sort()
    const rest = without(problem.n, left)
    const predicted = again.predict(again.fit(rest, 20), left)
    const x = pick(values, left)
    const y = pick(problem.y, left)
    const inner = extent(pick(values, rest))
    const outer = extent(values)
    return [
      {
        kind: 'plot',
        id: `beyond-${input.name}`,
        title: `Beyond the data in ${input.name}`,
        x: { label: input.name, unit: input.unit, scale: 'linear' },
        y: { label: `residual of ${problem.target.name}`, unit: problem.target.unit, scale: 'linear' },
        marks: [
          { kind: 'outside', from: outer[0], to: inner[0] },
          { kind: 'outside', from: inner[1], to: outer[1] },
          { kind: 'rule', series: 'zero', axis: 'y', at: 0 },
          {
            kind: 'points',
            series: 'data',
            x,
            y: y.map((value, i) => value - predicted[i]!),
            labels: null
          }
        ],
        caption: `Residuals of the ${left.length} rows at the ends of ${input.name}, predicted by a fit to the ${rest.length} rows between them.`
      }
    ]
  })
}
