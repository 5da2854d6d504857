import type { Random } from '../../numeric/random.ts'
import { standardDeviation } from '../../numeric/statistics.ts'
import type { Trajectory } from '../../trajectories/trajectory.ts'
import type { MotionFrame, Path } from './motion.ts'
import { pathOf, type Motion } from './readMotion.ts'

/** What equations are fitted to, and what they are asked to foretell. */
export interface HoldOut {
  readonly training: readonly Path[]
  readonly unseen: readonly Path[]
  /** In words: `3 trajectories`, `the last fifth of the trajectory`. */
  readonly description: string
}

/** From so many trajectories on, whole ones are held out. */
const LEAST_TRAJECTORIES = 4
const SHARE = 1 / 5
/** A stretch in which no state moves by so many times its noise asks nothing. */
const STILL = 5

/** Sets aside a fifth: whole trajectories where there are four or more, else the last stretch of each that still moves. */
export function holdOut({ frame, trajectories }: Motion, random: Random): HoldOut {
  if (trajectories.length >= LEAST_TRAJECTORIES) {
    const count = Math.max(1, Math.round(SHARE * trajectories.length))
    const unseen = new Set(random.shuffle(trajectories.map((_, i) => i)).slice(0, count))
    return {
      training: trajectories.filter((_, i) => !unseen.has(i)).map((trajectory) => pathOf(frame, trajectory)),
      unseen: trajectories.filter((_, i) => unseen.has(i)).map((trajectory) => pathOf(frame, trajectory)),
      description: count === 1 ? 'one trajectory' : `${count} trajectories`
    }
  }
  const cuts = trajectories.map((trajectory) => ({ trajectory, cut: lastMoving(frame, trajectory) }))
  return {
    training: cuts.flatMap(({ trajectory, cut: [from, to] }) => {
      const n = trajectory.time.length
      const parts = [
        [0, from],
        [to, n]
      ] as const
      return parts.filter(([a, b]) => b - a >= n * SHARE).map(([a, b]) => pathOf(frame, trajectory, a, b))
    }),
    unseen: cuts.map(({ trajectory, cut: [from, to] }) => pathOf(frame, trajectory, from, to)),
    description: trajectories.length === 1 ? 'a fifth of the trajectory' : 'a fifth of each trajectory'
  }
}

/** The last fifth in which some state moves, else the last. */
function lastMoving(frame: MotionFrame, { time, states }: Trajectory): readonly [number, number] {
  const n = time.length
  const parts = Math.round(1 / SHARE)
  for (let part = parts - 1; part >= 1; part--) {
    const [from, to] = [Math.floor((part * n) / parts), Math.floor(((part + 1) * n) / parts)]
    const moves = frame.noise.some((noise, k) => {
      const spread = standardDeviation(states[k]!.subarray(from, to))
      return spread > STILL * noise && spread > 0.1 * frame.spread[k]!
    })
    if (moves) return [from, to]
  }
  return [Math.floor(((parts - 1) * n) / parts), n]
}
