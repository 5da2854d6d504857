import type { Evidence, Plot } from '../../../shared/domain/evidence.ts'
import type { Expr } from '../../../shared/domain/expr.ts'
import { differentiate } from '../../../shared/expression/differentiate.ts'
import type { EnergyCandidate } from '../mechanics/energyCandidates.ts'
import { valuesAt } from '../mechanics/gradientSystem.ts'
import { contourMap } from '../mechanics/mechanicsPlots.ts'
import { instantiate } from '../mechanics/parametric.ts'
import type { ForceTable } from './readForces.ts'

const MOST_POINTS = 500

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
  return [fit, ...contours(table, law)]
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

function contours({ coordinates, positions }: ForceTable, law: Expr): Evidence[] {
  const [a, b] = coordinates
  if (a === undefined || b === undefined) return []
  const range = (values: Float64Array): readonly [number, number] => [
    values.reduce((x, y) => Math.min(x, y)),
    values.reduce((x, y) => Math.max(x, y))
  ]
  const rest = positions.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length)
  const title = `Potential over ${a} and ${b}`
  const map = contourMap([a, b], [range(positions[0]!), range(positions[1]!)], title, (x, y) => {
    const point = [x, y, ...rest.slice(2)].map((value) => Float64Array.of(value))
    return valuesAt(law, [], coordinates, point)?.[0] ?? 0
  })
  return map.values.every(Number.isFinite) ? [map] : []
}
