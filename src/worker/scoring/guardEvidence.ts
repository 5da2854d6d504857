import type { Evidence, Plot, Table } from '../../shared/domain/evidence.ts'
import { variableNames } from '../../shared/domain/expr.ts'
import { median } from '../numeric/statistics.ts'
import { createDomainGuard, type DomainGuard } from './domainGuard.ts'
import { extent, type LawOnRows } from './lawOnRows.ts'
import { createPredictor } from './predictionInterval.ts'

const POINTS = 120
/** Share of the range that the curves go on for at both ends. */
const BEYOND = 0.25

/**
 * Where the law has rows under it: its prediction interval along every input, going beyond the rows, with what lies
 * outside shaded, and the figures of the guard.
 */
export function guardEvidence(onRows: LawOnRows): Evidence[] {
  const { law, problem } = onRows
  const used = variableNames(law.expression)
  const inputs = problem.inputs.flatMap((input, j) => (used.includes(input.name) ? [j] : []))
  if (inputs.length === 0) return []
  const guard = createDomainGuard(inputs.map((j) => problem.x[j]!))
  const predictor = createPredictor(law, problem)
  const plots = predictor === null ? [] : inputs.map((j) => intervalPlot(onRows, inputs, j, guard, predictor))
  return [...plots.filter((plot) => plot !== null), guardTable(onRows, inputs, guard)]
}

/** The law along one input, the others at their medians; null where it has no finite value there. */
function intervalPlot(
  { problem }: LawOnRows,
  inputs: readonly number[],
  along: number,
  guard: DomainGuard,
  predictor: NonNullable<ReturnType<typeof createPredictor>>
): Plot | null {
  const input = problem.inputs[along]!
  const [low, high] = extent(problem.x[along]!)
  const first = low - BEYOND * (high - low)
  const step = ((1 + 2 * BEYOND) * (high - low)) / (POINTS - 1)
  const centre = problem.x.map((values) => median(values))
  const x = Float64Array.from({ length: POINTS }, (_, k) => first + k * step)
  const columns = problem.x.map((_, j) => (j === along ? x : new Float64Array(POINTS).fill(centre[j]!)))
  const interval = predictor(columns)
  const kept = [...x.keys()].filter((k) => Number.isFinite(interval.low[k]) && Number.isFinite(interval.high[k]))
  if (kept.length < 2) return null
  const take = (values: Float64Array) => Float64Array.from(kept, (k) => values[k]!)
  const isOutside = [...x.keys()].map((k) => guard.place(inputs.map((j) => columns[j]![k]!)) !== 'inside')
  return {
    kind: 'plot',
    id: `interval-${input.name}`,
    title: `Prediction along ${input.name}`,
    x: { label: input.name, unit: input.unit, scale: 'linear' },
    y: { label: problem.target.name, unit: problem.target.unit, scale: 'linear' },
    marks: [
      ...stretches(isOutside).map(([from, to]) => ({
        kind: 'outside' as const,
        from: x[from]! - step / 2,
        to: x[to]! + step / 2
      })),
      { kind: 'band', series: '95 %', x: take(x), low: take(interval.low), high: take(interval.high) },
      { kind: 'line', series: 'law', x: take(x), y: take(interval.value) }
    ],
    caption: `A new measurement lies in the band 95 times in a hundred, if the law holds. Shaded: outside the rows, where that is not known.${inputs.length > 1 ? ' The other inputs at their medians.' : ''}`
  }
}

/** First and last place of every run of true. */
function stretches(flags: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = []
  flags.forEach((flag, k) => {
    if (!flag) return
    if (k > 0 && flags[k - 1]) runs.at(-1)![1] = k
    else runs.push([k, k])
  })
  return runs
}

function guardTable({ problem, sampleNote }: LawOnRows, inputs: readonly number[], guard: DomainGuard): Table {
  return {
    kind: 'table',
    id: 'guard',
    title: 'Where the rows lie',
    columns: ['input', 'from', 'to', 'unit'],
    rows: inputs.map((j) => {
      const [low, high] = extent(problem.x[j]!)
      return [problem.inputs[j]!.name, low, high, problem.inputs[j]!.unit ?? '']
    }),
    caption: `Their convex hull has ${guard.hullDimension} of ${inputs.length} dimensions. A point outside it, or in a hole that is much emptier than its rim, is outside the domain of the law; of the rows themselves ${(100 * guard.insideFlagRate).toFixed(1)} % would be flagged.${sampleNote}`
  }
}
