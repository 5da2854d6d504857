import type { ColumnSummary } from '../../../../shared/domain/dataset.ts'
import type { Plot } from '../../../../shared/domain/evidence.ts'
import { variableNames, type Expr } from '../../../../shared/domain/expr.ts'
import { toFunction } from '../../../../shared/expression/evaluate.ts'

/** An input of a law with the range that the data covers. */
export interface ResponseInput {
  readonly name: string
  readonly unit: string | null
  readonly low: number
  readonly high: number
  /** Where its slider begins. */
  readonly start: number
  readonly isLog: boolean
}

const CURVE_POINTS = 240
/** Share of the data's range that the curve goes on for at both ends. */
const BEYOND = 0.25
/** A positive input over more than this ratio gets a logarithmic axis. */
const LOG_RATIO = 30

/** The inputs that the law uses, in the order of the table. */
export function responseInputs(expression: Expr, columns: readonly ColumnSummary[]): readonly ResponseInput[] {
  const used = variableNames(expression)
  return columns
    .filter(({ name, min, max }) => used.includes(name) && Number.isFinite(min) && Number.isFinite(max))
    .map(({ name, unit, min, max, mean }) => {
      const isLog = min > 0 && max > LOG_RATIO * min
      const start = isLog ? Math.sqrt(min * max) : Number.isFinite(mean) ? mean : (min + max) / 2
      return { name, unit, low: min, high: max, start, isLog }
    })
}

/** The law along one input, the others held at `at`; the range outside the data is marked. `at` also places the dot. */
export function responsePlot(
  expression: Expr,
  target: { readonly name: string; readonly unit: string | null },
  inputs: readonly ResponseInput[],
  at: readonly number[],
  along: number
): Plot {
  const input = inputs[along]!
  const law = toFunction(
    expression,
    inputs.map(({ name }) => name)
  )
  const [first, last] = curveRange(input)
  const point = Float64Array.from(at)
  const valueAt = (value: number) => {
    point[along] = value
    return law(point)
  }
  const x = Float64Array.from({ length: CURVE_POINTS }, (_, k) => {
    const share = k / (CURVE_POINTS - 1)
    return input.isLog ? first * (last / first) ** share : first + (last - first) * share
  })
  const y = x.map(valueAt)
  const here = at[along]!
  const positive = y.every((value) => value > 0)
  const isSteep = positive && Math.max(...y) > LOG_RATIO * Math.min(...y) && input.isLog
  const others = inputs.filter((_, i) => i !== along)
  return {
    kind: 'plot',
    id: `response-${target.name}-${input.name}`,
    title: `${target.name} along ${input.name}`,
    x: { label: input.name, unit: input.unit, scale: input.isLog ? 'log' : 'linear' },
    y: { label: target.name, unit: target.unit, scale: isSteep ? 'log' : 'linear' },
    marks: [
      { kind: 'outside', from: first, to: input.low },
      { kind: 'outside', from: input.high, to: last },
      { kind: 'line', series: 'law', x, y },
      { kind: 'points', series: '', x: Float64Array.of(here), y: Float64Array.of(valueAt(here)), labels: null }
    ],
    caption: `Shaded: outside the data.${others.length === 0 ? '' : ` ${others.map(({ name }) => name).join(', ')} as the sliders say.`}`
  }
}

function curveRange({ low, high, isLog }: ResponseInput): readonly [number, number] {
  if (!(high > low)) return low === 0 ? [-1, 1] : [low - Math.abs(low) / 2, low + Math.abs(low) / 2]
  if (isLog) return [low / (high / low) ** BEYOND, high * (high / low) ** BEYOND]
  const span = BEYOND * (high - low)
  const first = low - span
  return [low >= 0 && first < 0 ? 0 : first, high + span]
}
