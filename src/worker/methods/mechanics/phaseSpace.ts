import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import { readTrajectories } from '../../trajectories/readTrajectories.ts'
import { readMotion, type Motion } from '../dynamics/readMotion.ts'
import { bodyGroupings, type Grouping } from './bodies.ts'
import { findPhasePairs, readPhasePairs, type RateKind } from './phasePairs.ts'

/** What the columns of a motion mean: states k < degrees are coordinates, state degrees + k is the partner of k. */
export interface PhaseSpace {
  readonly degrees: number
  readonly kind: RateKind
  /** Names of the coordinates, then of their partners. */
  readonly names: readonly string[]
  readonly groupings: readonly Grouping[]
}

export interface PhaseMotion {
  readonly space: PhaseSpace
  readonly motion: Motion
}

const MOST_DEGREES = 12

/** Trajectories through phase space, or one sentence that says what the table lacks. */
export function readPhaseMotion(observations: Observations, options: MethodOptions): PhaseMotion | string {
  const columns = { time: text(options['time']), trajectory: text(options['trajectory']) }
  const set = readTrajectories(observations, columns)
  if (typeof set === 'string') return set
  const moves = set.states.flatMap(({ name }, k) =>
    set.trajectories.some(({ states }) => states[k]!.some((value) => value !== states[k]![0])) ? [name] : []
  )
  const asked = text(options['pairs'])
  const found = asked === '' ? findPhasePairs(moves) : readPhasePairs(asked, moves)
  if (typeof found === 'string') return found
  const { kind, pairs } = found
  if (pairs.length === 0) return 'There is no pair of a coordinate and its momentum among the columns that move.'
  if (pairs.length > MOST_DEGREES)
    return `There are ${pairs.length} coordinates with momenta; at most ${MOST_DEGREES} can be looked at together. Choose some with pairs=q1:p1, q2:p2.`
  const names = [...pairs.map(({ position }) => position), ...pairs.map(({ rate }) => rate)]
  const comma = names.find((name) => name.includes(','))
  if (comma !== undefined) return `The name "${comma}" has a comma in it; rename the column.`
  const motion = readMotion(observations, { ...columns, states: names.join(',') })
  if (typeof motion === 'string') return motion
  const ordered = inOrder(motion, names)
  return {
    space: { degrees: pairs.length, kind, names, groupings: bodyGroupings(names.slice(0, pairs.length)) },
    motion: ordered
  }
}

/** The same motion with its states in the order of the names. */
function inOrder({ frame, trajectories }: Motion, names: readonly string[]): Motion {
  const places = names.map((name) => frame.states.findIndex((state) => state.name === name))
  const take = <T>(values: readonly T[]): T[] => places.map((k) => values[k]!)
  return {
    frame: {
      ...frame,
      states: take(frame.states),
      controls: [],
      noise: take(frame.noise),
      spread: take(frame.spread),
      velocities: take(frame.velocities)
    },
    trajectories: trajectories.map((trajectory) => ({ ...trajectory, states: take(trajectory.states) }))
  }
}

function text(option: unknown): string {
  return typeof option === 'string' ? option.trim() : ''
}
