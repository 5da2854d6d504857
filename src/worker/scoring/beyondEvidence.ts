import type { Evidence } from '../../shared/domain/evidence.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { variableNames } from '../../shared/domain/expr.ts'
import { compile } from '../kernel/program.ts'
import { fitParams } from '../numeric/levenbergMarquardt.ts'
import { extent, pick, type LawOnRows } from './lawOnRows.ts'
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
  const program = compile(
    formulaOf(law),
    problem.inputs.map(({ name }) => name)
  )
  const used = variableNames(law.expression)
  return problem.inputs.flatMap((input, j): Evidence[] => {
    if (!used.includes(input.name)) return []
    const values = problem.x[j]!
    const left = Uint32Array.from(endRows([values], Math.max(2, Math.round(SHARE * problem.n)))).sort()
    const rest = without(problem.n, left)
    const fit = fitParams(program, problem.x, problem.y, problem.weights, program.params, {
      rows: rest,
      maxIterations: 20
    })
    const params = fit.kind === 'failed' ? program.params : fit.params
    const predicted = new Float64Array(left.length)
    evaluator.evaluate(program, problem.x, params, predicted, left)
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
