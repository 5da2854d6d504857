import { controlSignal, type ControlSignal } from './controlSignal.ts'
import type { MotionFrame, Order, Path } from './motion.ts'

/** A stretch of a path that is integrated from a start of its own. */
export interface Segment {
  readonly time: Float64Array
  /** observed[k][i], as measured. */
  readonly observed: readonly Float64Array[]
  readonly controls: readonly ControlSignal[]
  /** First guess of the start: states, then velocities of second order. */
  readonly start: Float64Array
}

export interface Cutting {
  /** Length in time. */
  readonly span: number
  readonly leastPoints: number
  /** Segments beyond this many points together are left out, evenly. */
  readonly mostPoints: number
}

/** Cuts paths into segments of nearly equal length; a path shorter than one segment is one. */
export function cutSegments(
  frame: MotionFrame,
  orders: readonly Order[],
  paths: readonly Path[],
  { span, leastPoints, mostPoints }: Cutting
): Segment[] {
  const all = paths.flatMap((path) => {
    const { time } = path
    const controls = path.controls.map((values) => controlSignal(time, values))
    const total = time.at(-1)! - time[0]!
    const count = Math.max(1, Math.min(Math.floor(time.length / leastPoints), Math.round(total / span)))
    return Array.from({ length: count }, (_, s) => {
      const from = Math.floor((s * time.length) / count)
      const to = Math.floor(((s + 1) * time.length) / count)
      return segmentOf(frame, orders, path, controls, from, to)
    })
  })
  const points = all.reduce((sum, { time }) => sum + time.length, 0)
  const keep = Math.min(1, mostPoints / points)
  return all.filter((_, i) => Math.floor((i + 1) * keep) > Math.floor(i * keep))
}

export function segmentOf(
  frame: MotionFrame,
  orders: readonly Order[],
  { time, states, smooth }: Path,
  controls: readonly ControlSignal[],
  from: number,
  to: number
): Segment {
  const velocities = frame.states.flatMap((_, k) => (orders[k] === 2 ? [smooth[k]!.first[from]!] : []))
  return {
    time: time.subarray(from, to),
    observed: states.map((values) => values.subarray(from, to)),
    controls,
    start: Float64Array.from([...smooth.map(({ value }) => value[from]!), ...velocities])
  }
}
