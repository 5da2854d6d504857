import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import { standardDeviation } from '../../numeric/statistics.ts'
import { readTrajectories } from '../../trajectories/readTrajectories.ts'
import { seriesNoise } from '../../trajectories/seriesNoise.ts'
import { createWindowCache, smoothSeries } from '../../trajectories/smoothSeries.ts'
import type { Trajectory, TrajectorySet } from '../../trajectories/trajectory.ts'
import type { MotionFrame, Path } from './motion.ts'

/** Trajectories whose columns are told apart by what they do; controls come behind the states. */
export interface Motion {
  readonly frame: MotionFrame
  readonly trajectories: readonly Trajectory[]
}

/** Fewest points of the longest trajectory: the windows of the weak form need them. */
const LEAST_POINTS = 12
/** More points cost time and tell little more; whole trajectories, then their later parts, are left out. */
const MOST_POINTS = 20_000
/** Below this share of the spread, rounding and the error of integration are no smaller than the noise. */
const LEAST_NOISE = 1e-6
/** The same where a control acts, which is known between its samples by interpolation only. */
const LEAST_NOISE_CONTROLLED = 5e-4

/** The motion that a table holds, or one sentence that says what it lacks. */
export function readMotion(observations: Observations, options: MethodOptions): Motion | string {
  const asked = nameList(options['states'])
  const controlNames = nameList(options['controls'])
  const both = asked.find((name) => controlNames.includes(name))
  if (both !== undefined) return `"${both}" cannot be a state and a control at once.`
  const missing = controlNames.find((name) => !observations.columns.some(({ variable }) => variable.name === name))
  if (missing !== undefined) return `There is no column "${missing}" to be a control.`
  const set = readTrajectories(observations, {
    time: textOption(options['time']),
    trajectory: textOption(options['trajectory']),
    ...(asked.length > 0 ? { states: [...asked, ...controlNames] } : {})
  })
  if (typeof set === 'string') return set
  const unread = controlNames.find((name) => !set.states.some((state) => state.name === name))
  if (unread !== undefined)
    return `The control "${unread}" is no column of numbers, or is left out: give it the role input.`
  const longest = set.trajectories.reduce((most, { time }) => Math.max(most, time.length), 0)
  if (longest < LEAST_POINTS)
    return `The longest trajectory has ${longest} points; equations of motion need at least ${LEAST_POINTS} along one trajectory.`
  const indices = set.states.map((_, k) => k)
  const moves = indices.filter((k) =>
    set.trajectories.some(({ states }) => states[k]!.some((v) => v !== states[k]![0]))
  )
  const isControl = (k: number) => controlNames.includes(set.states[k]!.name)
  const states = moves.filter((k) => !isControl(k))
  if (states.length === 0) return 'Nothing moves besides the controls: record at least one quantity that changes.'
  // what differs between trajectories and not along them is a parameter, such as a mass, that formulas may read
  const differs = indices.filter((k) => new Set(set.trajectories.map(({ states: of }) => of[k]![0])).size > 1)
  const controls = indices.filter((k) =>
    isControl(k) ? moves.includes(k) || differs.includes(k) : !moves.includes(k) && differs.includes(k)
  )
  return motionOf(set, states, controls)
}

function motionOf(set: TrajectorySet, stateIndices: readonly number[], controlIndices: readonly number[]): Motion {
  const order = [...stateIndices, ...controlIndices]
  const trajectories = limited(set.trajectories).map((trajectory) => ({
    ...trajectory,
    states: order.map((k) => trajectory.states[k]!)
  }))
  const states = stateIndices.map((k) => set.states[k]!)
  const controls = controlIndices.map((k) => set.states[k]!)
  const spread = states.map((_, k) => standardDeviation(joined(trajectories, k)))
  const least = controls.length > 0 ? LEAST_NOISE_CONTROLLED : LEAST_NOISE
  const noise = states.map((_, k) => Math.max(seriesNoise(trajectories, k), least * spread[k]!))
  const taken = new Set([...set.states.map(({ name }) => name), set.time.name])
  const frame: MotionFrame = {
    time: set.time,
    states,
    controls,
    noise,
    spread,
    tempo: 1,
    velocities: states.map(({ name }) => velocityName(name, taken))
  }
  return { frame: { ...frame, tempo: tempoOf(frame, trajectories) }, trajectories }
}

/** The same motion with some states taken as given, as controls are, and with only some of the others kept. */
export function keepStates({ frame, trajectories }: Motion, kept: readonly number[], given: readonly number[]): Motion {
  const take = <T>(values: readonly T[]): T[] => kept.map((k) => values[k]!)
  const narrowed: MotionFrame = {
    ...frame,
    states: take(frame.states),
    controls: [...given.map((k) => frame.states[k]!), ...frame.controls],
    noise: take(frame.noise),
    spread: take(frame.spread),
    velocities: take(frame.velocities)
  }
  const fewer = trajectories.map((trajectory) => ({
    ...trajectory,
    states: [
      ...take(trajectory.states),
      ...given.map((k) => trajectory.states[k]!),
      ...trajectory.states.slice(frame.states.length)
    ]
  }))
  return { frame: { ...narrowed, tempo: tempoOf(narrowed, fewer) }, trajectories: fewer }
}

/** The points from…to of a trajectory, smoothed without a look beyond them. */
export function pathOf(frame: MotionFrame, trajectory: Trajectory, from = 0, to = trajectory.time.length): Path {
  const time = trajectory.time.slice(from, to)
  const all = trajectory.states.map((values) => values.slice(from, to))
  const windows = createWindowCache(time)
  const states = all.slice(0, frame.states.length)
  return {
    label: trajectory.label,
    time,
    states,
    smooth: states.map((values, k) => smoothSeries(time, values, frame.noise[k]!, undefined, windows)),
    controls: all.slice(frame.states.length).map((values) => {
      const noise = seriesNoise([{ time, states: [values] }], 0)
      return smoothSeries(time, values, noise, undefined, windows).value
    })
  }
}

function limited(trajectories: readonly Trajectory[]): readonly Trajectory[] {
  const kept: Trajectory[] = []
  let points = 0
  for (const trajectory of trajectories) {
    const room = MOST_POINTS - points
    if (room < LEAST_POINTS) break
    const end = Math.min(trajectory.time.length, room)
    kept.push({
      ...trajectory,
      time: trajectory.time.subarray(0, end),
      states: trajectory.states.map((values) => values.subarray(0, end)),
      rows: trajectory.rows.subarray(0, end)
    })
    points += end
  }
  return kept
}

function joined(trajectories: readonly Trajectory[], k: number): number[] {
  return trajectories.flatMap(({ states }) => Array.from(states[k]!))
}

/** Smallest of the states' spread over the root mean square of their velocity; at least two spacings. */
function tempoOf(frame: MotionFrame, trajectories: readonly Trajectory[]): number {
  const paths = trajectories.map((trajectory) => pathOf(frame, trajectory))
  const spacing = trajectories
    .flatMap(({ time }) => Array.from(time.subarray(1), (t, i) => t - time[i]!))
    .sort((a, b) => a - b)
  const tempos = frame.states.map((_, k) => {
    let squares = 0
    let count = 0
    for (const { smooth } of paths) {
      for (const slope of smooth[k]!.first) squares += slope * slope
      count += smooth[k]!.first.length
    }
    return frame.spread[k]! / Math.sqrt(squares / count)
  })
  return Math.max(2 * spacing[spacing.length >> 1]!, Math.min(...tempos.filter((tempo) => tempo > 0)))
}

function velocityName(name: string, taken: Set<string>): string {
  let candidate = `${name}_dot`
  while (taken.has(candidate)) candidate += '_'
  taken.add(candidate)
  return candidate
}

export function nameList(option: unknown): string[] {
  return textOption(option)
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

function textOption(option: unknown): string {
  return typeof option === 'string' ? option.trim() : ''
}
