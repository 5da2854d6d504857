import type { Plot } from '../../../shared/domain/evidence.ts'
import type { Quantity } from '../../../shared/domain/finding.ts'
import { printQuantity } from '../../../shared/expression/printFinding.ts'
import { plainEvaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { standardDeviation } from '../../numeric/statistics.ts'
import { pickEvents, type EventTable } from './eventTable.ts'

/** Events that are drawn. */
const DRAWN = 1000

/** What one quantity does in the events. */
export interface EventBehaviour {
  readonly plots: readonly Plot[]
  /** Root mean square change over the spread between events. */
  readonly relativeChange: number
}

/** The quantity after against before, and its change event by event. */
export function eventBehaviour(events: EventTable, quantity: Quantity): EventBehaviour {
  const program = compile(
    quantity.expression,
    events.variables.map(({ name }) => name)
  )
  const valuesAt = ({ n }: EventTable, state: readonly Float64Array[]) => {
    const values = new Float64Array(n)
    const params = program.params
    plainEvaluator.evaluate(program, state, params, values)
    return values
  }
  const before = valuesAt(events, events.before)
  const after = valuesAt(events, events.after)
  const change = after.map((value, i) => value - before[i]!)
  const squares = change.reduce((sum, value) => sum + value * value, 0)
  const spread = standardDeviation(before)
  const shown = pickEvents(
    events,
    Array.from({ length: Math.min(DRAWN, events.n) }, (_, k) => Math.floor((k * events.n) / Math.min(DRAWN, events.n)))
  )
  const [x, y] = [valuesAt(shown, shown.before), valuesAt(shown, shown.after)]
  const low = Math.min(...x, ...y)
  const high = Math.max(...x, ...y)
  const line = Float64Array.of(low, high)
  return {
    relativeChange: Math.sqrt(squares / events.n) / spread,
    plots: [
      {
        kind: 'plot',
        id: 'before-after',
        title: 'After against before',
        x: { label: 'before', unit: null, scale: 'linear' },
        y: { label: 'after', unit: null, scale: 'linear' },
        marks: [
          { kind: 'line', series: 'law', x: line, y: line },
          { kind: 'points', series: 'data', x, y, labels: null }
        ],
        caption: `${printQuantity(quantity)} of every event. On the line it is conserved.`
      },
      {
        kind: 'plot',
        id: 'drift',
        title: 'Change in every event',
        x: { label: 'event', unit: null, scale: 'linear' },
        y: { label: 'after − before, in spreads', unit: null, scale: 'linear' },
        marks: [
          {
            kind: 'points',
            series: 'data',
            x: x.map((_, i) => i + 1),
            y: y.map((value, i) => (value - x[i]!) / spread),
            labels: null
          },
          { kind: 'rule', series: 'unchanged', axis: 'y', at: 0 }
        ],
        caption: 'Change of the quantity, in units of its spread between events.'
      }
    ]
  }
}
