import type { HeatMap, Plot, Table } from '../../../shared/domain/evidence.ts'
import type { TrainingOutcome } from '../../tensor/train.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'

/** Loss of networks over the steps of their training, on rows held out of it. */
export function lossPlot(curves: readonly { readonly name: string; readonly curve: TrainingOutcome['curve'] }[]): Plot {
  return {
    kind: 'plot',
    id: 'loss',
    title: 'Training',
    x: { label: 'step', unit: null, scale: 'linear' },
    y: { label: 'loss on held-out rows', unit: null, scale: 'log' },
    marks: curves.map(({ name, curve }) => ({
      kind: 'line',
      series: name,
      x: Float64Array.from(curve, ({ step }) => step),
      y: Float64Array.from(curve, ({ score }) => score)
    })),
    caption:
      'Mean squared error of the smoothed rates, weighted by their errors; the best step is the one that is kept.'
  }
}

const CELLS = 24

/** A function of two variables over their ranges, others at rest. */
export function contourMap(
  names: readonly [string, string],
  ranges: readonly [readonly [number, number], readonly [number, number]],
  title: string,
  value: (x: number, y: number) => number
): HeatMap {
  const at = ([low, high]: readonly [number, number], i: number) => low + ((high - low) * (i + 0.5)) / CELLS
  const [acrossRange, upRange] = ranges
  const cells = Array.from({ length: CELLS }, (_, i) => i)
  const values = Float64Array.from({ length: CELLS * CELLS }, (_, cell) => {
    // the first row is drawn on top
    const row = CELLS - 1 - Math.floor(cell / CELLS)
    return value(at(acrossRange, cell % CELLS), at(upRange, row))
  })
  return {
    kind: 'heatMap',
    id: `contours-${names.join('-')}`,
    title,
    rows: [...cells].reverse().map((i) => `${names[1]} = ${formatNumber(at(upRange, i), 3)}`),
    columns: cells.map((i) => `${names[0]} = ${formatNumber(at(acrossRange, i), 3)}`),
    values,
    caption: `Over the range of the data, everything else at its mean.`
  }
}

/** Fitted numbers with errors, and what stands for them. */
export function numbersTable(
  rows: readonly {
    readonly name: string
    readonly fitted: number
    readonly error: number | null
    readonly exact: string | null
  }[]
): Table {
  return {
    kind: 'table',
    id: 'numbers',
    title: 'Numbers of the law',
    columns: ['Number', 'Fitted', 'Standard error', 'Exact value'],
    rows: rows.map(({ name, fitted, error, exact }) => [name, fitted, error ?? '–', exact ?? '–']),
    caption: 'Fitted to all data; an exact value stands where it makes the description shorter.'
  }
}
