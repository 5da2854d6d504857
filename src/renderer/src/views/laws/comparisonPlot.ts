import type { DatasetSummary } from '../../../../shared/domain/dataset.ts'
import type { Mark, Plot } from '../../../../shared/domain/evidence.ts'
import type { StoredLaw } from '../../../../shared/rpc/api.ts'
import { lawPlace } from './lawPlace.ts'
import { responseInputs, responsePlot } from './responsePlot.ts'

/** Two laws along the first input that either uses, the other inputs at their middle; null where neither has one. */
export function comparisonPlot(law: StoredLaw, other: StoredLaw, dataset: DatasetSummary): Plot | null {
  const inputs = [law, other]
    .flatMap(({ expression }) => responseInputs(expression, dataset.columns))
    .filter((input, i, all) => all.findIndex(({ name }) => name === input.name) === i)
  if (inputs.length === 0) return null
  const at = inputs.map(({ start }) => start)
  const target = { name: law.target, unit: dataset.columns.find(({ name }) => name === law.target)?.unit ?? null }
  const [base, second] = [law, other].map(({ expression }) => responsePlot(expression, target, inputs, at, 0))
  if (base === undefined || second === undefined) return null
  const lines = (plot: Plot, series: string): Mark[] =>
    plot.marks.filter((mark) => mark.kind === 'line').map((mark) => ({ ...mark, series }))
  return {
    ...base,
    id: `laws-${lawPlace(law)}-and-${lawPlace(other)}`,
    title: `Laws ${lawPlace(law)} and ${lawPlace(other)} along ${inputs[0]?.name ?? ''}`,
    y: { ...base.y, scale: base.y.scale === 'log' && second.y.scale === 'log' ? 'log' : 'linear' },
    marks: [
      ...base.marks.filter(({ kind }) => kind === 'outside'),
      ...lines(base, 'law'),
      ...lines(second, `law ${lawPlace(other)}`)
    ],
    caption: `Shaded: outside the data.${inputs.length > 1 ? ' The other inputs are held at their middle.' : ''}`
  }
}
