import type { Plot } from '../../../shared/domain/evidence.ts'
import { dormandPrince } from '../../numeric/dormandPrince.ts'
import { controlSignal } from './controlSignal.ts'
import { createFlow } from './flow.ts'
import type { Equation, MotionFrame, Path } from './motion.ts'
import { segmentOf } from './segments.ts'
import { stepTolerances } from './stepTolerances.ts'

const MOST_POINTS = 800
const MOST_STATES = 4

/** One unseen path integrated from its start to its end, beside what was measured. */
interface Forecast {
  readonly time: Float64Array
  /** measured[r], model[r]: states, then velocities of second order; the model ends where it cannot be followed. */
  readonly measured: readonly Float64Array[]
  readonly model: readonly Float64Array[]
  readonly names: readonly string[]
}

/** Plots of data against model: every state over time, and the path through the space of states. */
export function motionPlots(frame: MotionFrame, equations: readonly Equation[], path: Path): Plot[] {
  const forecast = forecastPath(frame, equations, path)
  return [...phasePortraits(frame, forecast, path), ...timePlots(frame, forecast, path)]
}

function forecastPath(frame: MotionFrame, equations: readonly Equation[], path: Path): Forecast {
  const flow = createFlow(frame, equations)
  const orders = equations.map(({ order }) => order)
  const controls = path.controls.map((values) => controlSignal(path.time, values))
  const segment = segmentOf(frame, orders, path, controls, 0, path.time.length)
  const solution = dormandPrince(flow.system(flow.params, controls), segment.start, segment.time, {
    absolute: stepTolerances(frame, flow),
    relative: 1e-6
  })
  const moving = frame.states.flatMap((_, k) => (orders[k] === 2 ? [k] : []))
  return {
    time: path.time,
    measured: [...path.states, ...moving.map((k) => path.smooth[k]!.first)],
    model: Array.from({ length: flow.size }, (_, r) =>
      Float64Array.from({ length: solution.reached }, (_, i) => solution.states[i * flow.size + r]!)
    ),
    names: [...frame.states.map(({ name }) => name), ...moving.map((k) => frame.velocities[k]!)]
  }
}

function phasePortraits(frame: MotionFrame, { measured, model, names }: Forecast, path: Path): Plot[] {
  if (names.length < 2) return []
  const pairs = names.length === 2 ? [[0, 1]] : [[0, 1], [0, 2], [1, 2]] // prettier-ignore
  return pairs.map(([a, b]): Plot => ({
    kind: 'plot',
    id: `phase-${names[a!]}-${names[b!]}`,
    title: `Phase portrait: ${names[b!]} against ${names[a!]}`,
    x: axisOf(frame, a!, names[a!]!),
    y: axisOf(frame, b!, names[b!]!),
    marks: [
      { kind: 'points', series: 'data', x: thinned(measured[a!]!), y: thinned(measured[b!]!), labels: null },
      { kind: 'line', series: 'law', x: thinned(model[a!]!), y: thinned(model[b!]!) }
    ],
    caption: `${path.label}, which the equations were not fitted to, and the equations integrated from its first point.`
  }))
}

function timePlots(frame: MotionFrame, { time, measured, model }: Forecast, path: Path): Plot[] {
  return frame.states.slice(0, MOST_STATES).map(({ name }, k): Plot => ({
    kind: 'plot',
    id: `forward-${name}`,
    title: `${name} integrated forward`,
    x: { label: frame.time.name, unit: frame.time.unit, scale: 'linear' },
    y: axisOf(frame, k, name),
    marks: [
      { kind: 'points', series: 'data', x: thinned(time), y: thinned(measured[k]!), labels: null },
      { kind: 'line', series: 'law', x: thinned(time.subarray(0, model[k]!.length)), y: thinned(model[k]!) }
    ],
    caption: `${path.label}, held out of the fit: one forecast from its first point to its end. Chaotic motion parts from any forecast in the end.`
  }))
}

function axisOf(frame: MotionFrame, k: number, label: string): Plot['x'] {
  return { label, unit: frame.states[k]?.unit ?? null, scale: 'linear' }
}

function thinned(values: Float64Array): Float64Array {
  const stride = Math.max(1, Math.ceil(values.length / MOST_POINTS))
  return values.filter((_, i) => i % stride === 0)
}
