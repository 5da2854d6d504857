import type { Mark, Plot, Table } from '../../../shared/domain/evidence.ts'
import type { TrainingOutcome } from '../../tensor/train.ts'

type Curve = TrainingOutcome['curve']

/** Loss of networks over the steps of their training, on rows held out of it and on those that it sees. */
export function lossPlot(curves: readonly { readonly name: string; readonly curve: Curve }[]): Plot {
  return {
    kind: 'plot',
    id: 'loss',
    title: 'Training',
    x: { label: 'step', unit: null, scale: 'linear' },
    y: { label: 'loss', unit: null, scale: 'log' },
    marks: curves.flatMap(({ name, curve }) => [
      lossLine(name, curve, ({ score }) => score),
      lossLine(`${name}, training`, curve, ({ loss }) => loss)
    ]),
    caption:
      'Mean squared error, on rows held out and (training) on those learnt from; the best held-out step is the one that is kept.'
  }
}

function lossLine(series: string, curve: Curve, value: (round: Curve[number]) => number): Mark {
  // before the first step nothing is known of the rows learnt from
  const known = curve.filter((round) => Number.isFinite(value(round)))
  return {
    kind: 'line',
    series,
    x: Float64Array.from(known, ({ step }) => step),
    y: Float64Array.from(known, value)
  }
}

const CELLS = 60

/** What a map is drawn over: two quantities with the range of the data. */
export interface MapAxis {
  readonly name: string
  readonly unit: string | null
  readonly range: readonly [number, number]
}

/**
 * Lines of equal height of a function of two quantities, others at rest, under `marks`. `value` is asked for all places at
 * once. Null where the function has no value anywhere.
 */
export function contourPlot(
  name: string,
  [across, up]: readonly [MapAxis, MapAxis],
  title: string,
  value: (x: Float64Array, y: Float64Array) => Float64Array | null,
  marks: readonly Mark[] = []
): Plot | null {
  const grid = ({ range: [low, high] }: MapAxis) =>
    Float64Array.from({ length: CELLS }, (_, i) => low + ((high - low) * i) / (CELLS - 1))
  const [x, y] = [grid(across), grid(up)]
  const places = CELLS * CELLS
  const heights = value(
    Float64Array.from({ length: places }, (_, at) => x[at % CELLS]!),
    Float64Array.from({ length: places }, (_, at) => y[Math.floor(at / CELLS)]!)
  )?.map((height) => (Number.isFinite(height) ? height : NaN))
  if (heights === undefined || heights.every(Number.isNaN)) return null
  return {
    kind: 'plot',
    id: `contours-${across.name}-${up.name}`,
    title,
    x: { label: across.name, unit: across.unit, scale: 'linear' },
    y: { label: up.name, unit: up.unit, scale: 'linear' },
    marks: [{ kind: 'contours', series: name, unit: null, x, y, heights }, ...marks],
    caption: `Lines of equal ${name} over the range of the data, the more shaded the higher; everything else at its mean.`
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
