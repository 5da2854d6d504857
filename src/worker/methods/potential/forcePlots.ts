import type { Evidence, Plot } from '../../../shared/domain/evidence.ts'
import type { Expr } from '../../../shared/domain/expr.ts'
import { differentiate } from '../../../shared/expression/differentiate.ts'
import { mean } from '../../numeric/statistics.ts'
import type { EnergyCandidate } from '../mechanics/energyCandidates.ts'
import { valuesAt } from '../mechanics/gradientSystem.ts'
import { contourPlot } from '../mechanics/mechanicsPlots.ts'
import { instantiate } from '../mechanics/parametric.ts'
import type { ForceTable } from './readForces.ts'

const MOST_POINTS = 500
const CURVE_POINTS = 200

/** Forces measured against those of the law, and the potential over the first two coordinates. Without a law the data alone. */
export function forcePlots(
  table: ForceTable,
  candidate: EnergyCandidate | null,
  exact: readonly (Expr | null)[]
): Evidence[] {
  const stride = Math.max(1, Math.ceil(table.n / MOST_POINTS))
  const thin = (values: Float64Array) => values.filter((_, i) => i % stride === 0)
  if (candidate === null) return [dataPlot(table, thin)]
  const law = instantiate(candidate.energy, exact).expression
  const names = table.coordinates
  const models = names.map((name, k) => {
    const slope = valuesAt(differentiate(law, name), [], names, table.positions) ?? new Float64Array(table.n)
    return slope.map(
      (value, i) =>
        -value + candidate.others.reduce((sum, { column, value: size }) => sum + size * (column.parts[k]?.[i] ?? 0), 0)
    )
  })
  const fit: Plot = {
    kind: 'plot',
    id: 'forces',
    title: 'Forces of the law against those measured',
    x: { label: 'law', unit: null, scale: 'linear' },
    y: { label: 'measured', unit: null, scale: 'linear' },
    marks: names.map((_, k) => ({
      kind: 'points',
      series: table.forceNames[k]!,
      x: thin(models[k]!),
      y: thin(table.forces[k]!),
      labels: null
    })),
    caption: 'Every force along every coordinate; on a line of slope 1 where the law is right.'
  }
  return [fit, ...surface(table, law)]
}

function dataPlot(
  { coordinates, forceNames, positions, forces }: ForceTable,
  thin: (v: Float64Array) => Float64Array
): Plot {
  return {
    kind: 'plot',
    id: 'forces',
    title: `${forceNames[0]!} against ${coordinates[0]!}`,
    x: { label: coordinates[0]!, unit: null, scale: 'linear' },
    y: { label: forceNames[0]!, unit: null, scale: 'linear' },
    marks: [{ kind: 'points', series: 'data', x: thin(positions[0]!), y: thin(forces[0]!), labels: null }],
    caption: 'As measured.'
  }
}

/** The surface of the potential over two coordinates; over the one there is, its curve. */
function surface({ coordinates, positions }: ForceTable, law: Expr): Evidence[] {
  const [a, b] = coordinates
  const range = (values: Float64Array): readonly [number, number] => [
    values.reduce((x, y) => Math.min(x, y)),
    values.reduce((x, y) => Math.max(x, y))
  ]
  if (b === undefined) return curve(a!, range(positions[0]!), law)
  const rest = positions.map((values) => mean(values))
  const at = (x: Float64Array, y: Float64Array) =>
    valuesAt(law, [], coordinates, [x, y, ...rest.slice(2).map((value) => x.map(() => value))])
  const axes = [
    { name: a!, unit: null, range: range(positions[0]!) },
    { name: b, unit: null, range: range(positions[1]!) }
  ] as const
  const plot = contourPlot('V', axes, `Potential over ${a!} and ${b}`, at)
  return plot === null ? [] : [plot]
}

function curve(name: string, [low, high]: readonly [number, number], law: Expr): Evidence[] {
  const x = Float64Array.from({ length: CURVE_POINTS }, (_, i) => low + ((high - low) * i) / (CURVE_POINTS - 1))
  const y = valuesAt(law, [], [name], [x])
  if (y === null) return []
  return [
    {
      kind: 'plot',
      id: `potential-${name}`,
      title: `Potential along ${name}`,
      x: { label: name, unit: null, scale: 'linear' },
      y: { label: 'V', unit: null, scale: 'linear' },
      marks: [{ kind: 'line', series: 'law', x, y }],
      caption: 'Over the range of the data; the force is its slope, downhill.'
    }
  ]
}
