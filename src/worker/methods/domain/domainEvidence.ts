import type { Evidence, Mark, Plot, Table } from '../../../shared/domain/evidence.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import type { DomainTable } from './domainTable.ts'
import { breakPoints } from './breakPoints.ts'
import type { AxisStudy, Regime, RegimeSearch } from './regime.ts'
import type { RefinedCritical } from './refineCritical.ts'

/** The rows with the change of regime, the scaling near a critical point, and what else was tried. */
export function regimeEvidence(table: DomainTable, { studies, regime }: RegimeSearch): Evidence[] {
  const shown = regime.kind === 'one' ? studies[0] : regime.study
  if (shown === undefined) return []
  const scaling = regime.kind === 'critical' ? [scalingPlot(table, regime.critical)] : []
  return [axisPlot(table, shown, regime), ...scaling, comparisonTable(table, studies)]
}

function axisPlot(table: DomainTable, study: AxisStudy, regime: Regime): Plot {
  const { data, smooth } = study
  const input = table.inputs[data.axis]!
  const marks: Mark[] = [{ kind: 'points', series: 'data', x: data.t, y: data.y, labels: null }]
  if (regime.kind === 'critical') {
    const { fit } = regime.critical
    marks.push({ kind: 'points', series: 'law', x: fit.data.t, y: fit.values, labels: null })
    marks.push({ kind: 'rule', series: 'critical point', axis: 'x', at: fit.point })
  } else if (regime.kind === 'breaks') {
    marks.push({ kind: 'points', series: 'law', x: data.t, y: study.piecewise!.values, labels: null })
    for (const { at } of regime.breaks) marks.push({ kind: 'rule', series: 'break', axis: 'x', at })
  } else marks.push({ kind: 'points', series: 'law', x: data.t, y: smooth.values, labels: null })
  return {
    kind: 'plot',
    id: `regimes-${input.name}`,
    title: `${table.target.name} along ${input.name}`,
    x: { label: input.name, unit: input.unit, scale: 'linear' },
    y: { label: table.target.name, unit: table.target.unit, scale: 'linear' },
    marks,
    caption:
      regime.kind === 'one'
        ? `Measured, and ${smooth.name}.`
        : 'Measured, and the laws of the regimes; the rules part them.'
  }
}

function scalingPlot(table: DomainTable, { fit }: RefinedCritical): Plot {
  const { data, point, form, coefficients } = fit
  const background = form.hasBackground && form.side === 'both' ? coefficients.at(-1)! : 0
  const isInside = (value: number) => (form.side === 'below' ? value < point : form.side === 'above' ? value > point : value !== point) // prettier-ignore
  const rows = [...data.t.keys()].filter(
    (i) => isInside(data.t[i]!) && data.y[i] !== background && fit.values[i] !== background
  )
  const column = (valueAt: (row: number) => number) => Float64Array.from(rows, valueAt)
  const x = column((i) => Math.abs(data.t[i]! - point))
  const input = table.inputs[data.axis]!
  return {
    kind: 'plot',
    id: 'scaling',
    title: 'Scaling near the critical point',
    x: { label: `distance of ${input.name} from the critical point`, unit: input.unit, scale: 'log' },
    y: { label: table.target.name, unit: table.target.unit, scale: 'log' },
    marks: [
      { kind: 'points', series: 'data', x, y: column((i) => Math.abs(data.y[i]! - background)), labels: null },
      { kind: 'points', series: 'law', x, y: column((i) => Math.abs(fit.values[i]! - background)), labels: null }
    ],
    caption: 'A power law is a straight line here; its slope is the exponent.'
  }
}

function comparisonTable(table: DomainTable, studies: readonly AxisStudy[]): Table {
  const bits = (description: number) => description / (2 * Math.LN2)
  return {
    kind: 'table',
    id: 'descriptions',
    title: 'What describes the rows shortest',
    columns: ['input', 'description', 'bits more than the smooth curve', 'where'],
    rows: studies.flatMap(({ data, smooth, critical, piecewise }) => {
      const name = table.inputs[data.axis]!.name
      const rows: (string | number)[][] = [[name, smooth.name, 0, '']]
      if (critical !== null) {
        const { whole } = critical
        rows.push([name, 'a critical point', bits(whole.description - smooth.description), whole.point])
      }
      if (piecewise !== null && piecewise.starts.length > 0) {
        const sharp = breakPoints(data, piecewise)
        const where =
          sharp.length === 0 ? 'bends, none of them sharp' : sharp.map(({ at }) => formatNumber(at, 4)).join(', ')
        rows.push([
          name,
          `${piecewise.starts.length + 1} pieces`,
          bits(piecewise.description - smooth.description),
          where
        ])
      }
      return rows
    }),
    caption: 'Bits by Schwarz’s criterion; negative is shorter. A position that was looked for counts as two numbers.'
  }
}
