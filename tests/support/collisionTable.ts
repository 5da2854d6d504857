import { createRandom } from '../../src/worker/numeric/random.ts'

export interface CollisionRecipe {
  readonly events: number
  /** Bodies that meet, two by two in turn; the line or the plane that they move in. */
  readonly bodies?: number
  readonly dimensions?: 1 | 2
  /** Share of the relative speed that is kept: 1 elastic; `random` for another in every collision. */
  readonly restitution?: number | 'random'
  /** Relative errors of velocities and of masses. */
  readonly noise?: number
  readonly massNoise?: number
  /** States after that have nothing to do with those before. */
  readonly isUnrelated?: boolean
  readonly seed?: number
  readonly endings?: readonly [string, string]
}

const AXES = ['x', 'y']

/** Collisions with columns m1, v1_before, v1_after, … (v1x_before in the plane); velocities from −2 to 2, masses from ½ to 2½. */
export function collisionTable({
  events,
  bodies = 2,
  dimensions = 1,
  restitution = 1,
  noise = 0,
  massNoise = 0,
  isUnrelated = false,
  seed = 3,
  endings = ['_before', '_after']
}: CollisionRecipe): Record<string, number[]> {
  const random = createRandom(seed)
  const uniform = (low: number, high: number) => low + (high - low) * random.next()
  const columns: Record<string, number[]> = {}
  const push = (name: string, value: number) => void (columns[name] ??= []).push(value)
  const velocities = () =>
    Array.from({ length: bodies }, () => Array.from({ length: dimensions }, () => uniform(-2, 2)))
  for (let event = 0; event < events; event++) {
    const masses = Array.from({ length: bodies }, () => uniform(0.5, 2.5))
    const before = velocities()
    const after = isUnrelated ? velocities() : before.map((velocity) => [...velocity])
    for (let k = 0; k + 1 < bodies && !isUnrelated; k++) {
      const kept = restitution === 'random' ? random.next() : restitution
      const angle = dimensions === 1 ? 0 : uniform(0, 2 * Math.PI)
      const normal = [Math.cos(angle), Math.sin(angle)].slice(0, dimensions)
      // the impulse along the line of centres turns the relative speed there into −kept times itself
      const approach = normal.reduce((sum, part, axis) => sum + part * (after[k]![axis]! - after[k + 1]![axis]!), 0)
      const impulse = ((1 + kept) * approach) / (1 / masses[k]! + 1 / masses[k + 1]!)
      normal.forEach((part, axis) => {
        after[k]![axis] = after[k]![axis]! - (impulse * part) / masses[k]!
        after[k + 1]![axis] = after[k + 1]![axis]! + (impulse * part) / masses[k + 1]!
      })
    }
    masses.forEach((mass, k) => push(`m${k + 1}`, mass * (1 + massNoise * random.normal())))
    for (const [state, ending] of [
      [before, endings[0]],
      [after, endings[1]]
    ] as const)
      // prettier-ignore
      state.forEach((velocity, k) =>
        velocity.forEach((value, axis) =>
          push(`v${k + 1}${dimensions === 1 ? '' : AXES[axis]}${ending}`, value * (1 + noise * random.normal()))
        )
      )
  }
  return columns
}
