/** A coordinate with the force along it, and the velocity where there is one. */
export interface ForcePair {
  readonly coordinate: string
  readonly force: string
  readonly velocity: string | null
}

/** Beginnings of the names of forces and accelerations. */
const FORCES = ['f', 'f_', 'force', 'force_', 'a', 'a_', 'acc', 'acc_', 'accel_', 'acceleration_', 'dv', 'g']
const VELOCITIES = ['v', 'v_', 'd', 'velocity_', 'vel_']
/** Letters that stand for a coordinate and may give way to that of its force: q1 → F1. */
const LETTERS = /^[qxr](?=_?\d*$)/

/**
 * Pairs coordinates with forces: as the user writes them (`x:Fx, y:Fy`), else by names such as x Fx, x1 F1, x1 Fx1, q1x
 * F1x, x ax, else two columns in the order of the table. A text is the fault found.
 */
export function pairForces(names: readonly string[], text: string): readonly ForcePair[] | string {
  if (text.trim() !== '') return writtenPairs(names, text)
  const taken = new Set<string>()
  const pairs = names.flatMap((coordinate): ForcePair[] => {
    if (taken.has(coordinate)) return []
    const free = names.filter((name) => !taken.has(name) && name !== coordinate)
    const force = named(free, coordinate, FORCES)
    if (force === null) return []
    taken.add(coordinate).add(force)
    return [{ coordinate, force, velocity: null }]
  })
  if (pairs.length === 0 && names.length === 2) return [{ coordinate: names[0]!, force: names[1]!, velocity: null }]
  if (pairs.length === 0)
    return `It is not clear which of the columns ${names.join(', ')} are coordinates and which are forces: write the pairs, as in pairs=x:Fx, y:Fy, or name the forces Fx, Fy.`
  return withVelocities(pairs, names)
}

function writtenPairs(names: readonly string[], text: string): readonly ForcePair[] | string {
  const pairs: ForcePair[] = []
  for (const piece of text.split(/[,;]/).map((part) => part.trim())) {
    if (piece === '') continue
    const [coordinate, force, ...rest] = piece.split(':').map((side) => side.trim())
    if (coordinate === undefined || force === undefined || rest.length > 0 || coordinate === force)
      return `"${piece}" is no pair of two columns: write coordinate:force, such as x:Fx.`
    const missing = [coordinate, force].find((name) => !names.includes(name))
    if (missing !== undefined) return `There is no column of numbers "${missing}"; there are ${names.join(', ')}.`
    pairs.push({ coordinate, force, velocity: null })
  }
  const used = pairs.flatMap(({ coordinate, force }) => [coordinate, force])
  const twice = used.find((name, i) => used.indexOf(name) !== i)
  return twice === undefined ? withVelocities(pairs, names) : `"${twice}" stands in two pairs.`
}

function withVelocities(pairs: readonly ForcePair[], names: readonly string[]): ForcePair[] {
  const taken = new Set(pairs.flatMap(({ coordinate, force }) => [coordinate, force]))
  return pairs.map((pair) => {
    const free = names.filter((name) => !taken.has(name))
    const velocity = named(free, pair.coordinate, VELOCITIES) ?? named(free, pair.coordinate, [], ['_dot', 'dot'])
    if (velocity !== null) taken.add(velocity)
    return { ...pair, velocity }
  })
}

function named(
  free: readonly string[],
  coordinate: string,
  beginnings: readonly string[],
  endings: readonly string[] = []
): string | null {
  const plain = coordinate.toLowerCase()
  const short = plain.replace(LETTERS, '')
  const numbered = /^[qr]_?(\d+.*)$/.exec(plain)?.[1]
  const turned = /^([xyz])_?(\d+)$/.exec(plain)
  const bodyFirst = turned === null ? [] : [`${turned[2]}${turned[1]}`, `${turned[2]}_${turned[1]}`]
  const wanted = [
    ...beginnings.map((beginning) => beginning + plain),
    ...(short === plain ? [] : beginnings.map((beginning) => beginning + short)),
    ...(numbered === undefined ? [] : beginnings.map((beginning) => beginning + numbered)),
    ...bodyFirst.flatMap((tail) => beginnings.map((beginning) => beginning + tail)),
    ...endings.map((ending) => plain + ending)
  ]
  for (const name of wanted) {
    const found = free.find((candidate) => candidate.toLowerCase() === name)
    if (found !== undefined) return found
  }
  return null
}
