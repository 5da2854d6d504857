import type { Mark, Plot } from '../../../shared/domain/evidence.ts'
import type { Quantity } from '../../../shared/domain/finding.ts'
import { printQuantity } from '../../../shared/expression/printFinding.ts'
import { plainEvaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import type { TrajectorySet } from '../../trajectories/trajectory.ts'

/** Trajectories, and points of each, that are drawn. */
const DRAWN = 8
const POINTS = 400

export interface MotionBehaviour {
  readonly plot: Plot
  /** Spread along trajectories over the spread between their means. */
  readonly relativeDrift: number
}

/** The quantity along some trajectories, from the columns as they were measured. */
export function motionBehaviour({ time, states, trajectories }: TrajectorySet, quantity: Quantity): MotionBehaviour {
  const program = compile(
    quantity.expression,
    states.map(({ name }) => name)
  )
  const curves = trajectories.map((trajectory) => {
    const values = new Float64Array(trajectory.time.length)
    plainEvaluator.evaluate(program, trajectory.states, program.params, values)
    return { trajectory, values, mean: values.reduce((sum, value) => sum + value, 0) / values.length }
  })
  const within = average(curves.map(({ values, mean }) => average([...values].map((value) => (value - mean) ** 2))))
  const centre = average(curves.map(({ mean }) => mean))
  const between = average(curves.map(({ mean }) => (mean - centre) ** 2))
  const step = Math.max(1, Math.floor(curves.length / DRAWN))
  const drawn = curves.filter((_, k) => k % step === 0).slice(0, DRAWN)
  const marks = drawn.map(({ trajectory, values }): Mark => {
    const every = Math.max(1, Math.ceil(values.length / POINTS))
    const pick = (column: Float64Array) => column.filter((_, i) => i % every === 0)
    return { kind: 'line', series: trajectory.label, x: pick(trajectory.time), y: pick(values) }
  })
  return {
    relativeDrift: Math.sqrt(within / between),
    plot: {
      kind: 'plot',
      id: 'drift',
      title: 'Along trajectories',
      x: { label: time.name, unit: time.unit, scale: 'linear' },
      y: { label: 'quantity', unit: null, scale: 'linear' },
      marks,
      caption: `${printQuantity(quantity)} along ${drawn.length} of ${curves.length} trajectories, as measured. A conserved quantity draws level lines.`
    }
  }
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
