/** A coordinate with what moves it: column numbers among the states. */
export interface PhasePair {
  readonly position: string
  readonly rate: string
}

/** Whether the partners of the positions are momenta or plain velocities. */
export type RateKind = 'momentum' | 'velocity'

export interface PhasePairs {
  readonly kind: RateKind
  readonly pairs: readonly PhasePair[]
}

/** Beginnings of the name of a coordinate and what stands there in that of its partner; likeliest first. */
const BEGINNINGS: Readonly<Record<RateKind, readonly (readonly [string, string])[]>> = {
  momentum: [
    ['q', 'p'], ['', 'p'], ['', 'p_'], ['x', 'p'], ['position', 'momentum'], ['pos', 'mom'], ['theta', 'p'], ['phi', 'p'],
    ['angle', 'p'], ['theta', 'l'], ['phi', 'l'], ['', 'momentum_'], ['', 'momentum']
  ],
  velocity: [
    ['q', 'v'], ['x', 'v'], ['', 'v'], ['', 'v_'], ['', 'd'], ['position', 'velocity'], ['pos', 'vel'], ['theta', 'omega'],
    ['phi', 'omega'], ['angle', 'omega'], ['theta', 'w'], ['x', 'u'], ['', 'velocity_'], ['', 'velocity']
  ]
} // prettier-ignore
/** Endings of a velocity's name. */
const ENDINGS = ['_dot', 'dot', "'", '_t']

/**
 * Pairs coordinates with their momenta or velocities by usual names: q p, q1 p1, x px, x1 vx1, theta omega, x x_dot. Two
 * columns with other names are a coordinate and its momentum in the order of the table. A text is the fault found.
 */
export function findPhasePairs(names: readonly string[]): PhasePairs | string {
  for (const kind of ['momentum', 'velocity'] as const) {
    const pairs = pairsOf(names, kind)
    if (2 * pairs.length === names.length) return { kind, pairs }
  }
  if (names.length === 2) return { kind: 'momentum', pairs: [{ position: names[0]!, rate: names[1]! }] }
  return `It is not clear which of the columns ${names.join(', ')} are coordinates and which are their momenta or velocities: write the pairs, as in pairs=${names[0] ?? 'q'}:${names[1] ?? 'p'}, or name them q1, p1, q2, p2 or x, vx, y, vy.`
}

function pairsOf(names: readonly string[], kind: RateKind): PhasePair[] {
  const taken = new Set<string>()
  return names.flatMap((position): PhasePair[] => {
    if (taken.has(position)) return []
    const plain = position.toLowerCase()
    for (const wanted of partnerNames(plain, kind)) {
      const rate = names.find((name) => !taken.has(name) && name !== position && name.toLowerCase() === wanted)
      if (rate === undefined || wanted === plain) continue
      taken.add(position).add(rate)
      return [{ position, rate }]
    }
    return []
  })
}

function partnerNames(name: string, kind: RateKind): string[] {
  const begun = BEGINNINGS[kind].flatMap(([own, partner]) =>
    name.startsWith(own) ? [partner + name.slice(own.length)] : []
  )
  return kind === 'velocity' ? [...begun, ...ENDINGS.map((ending) => name + ending)] : begun
}

/** Pairs written by the user: `q1:p1, q2:p2`. Velocities are told from momenta by their names. */
export function readPhasePairs(text: string, names: readonly string[]): PhasePairs | string {
  const pairs: PhasePair[] = []
  for (const piece of text.split(/[,;]/).map((part) => part.trim())) {
    if (piece === '') continue
    const [position, rate, ...rest] = piece.split(':').map((side) => side.trim())
    const missing = [position, rate].find((name) => name === undefined || !names.includes(name))
    if (position === undefined || rate === undefined || rest.length > 0 || position === rate)
      return `"${piece}" is no pair of two columns: write position:momentum, such as q:p.`
    if (missing !== undefined)
      return `There is no column "${missing}" for the pair "${piece}" that moves; there are ${names.join(', ')}.`
    pairs.push({ position, rate })
  }
  const used = pairs.flatMap(({ position, rate }) => [position, rate])
  const twice = used.find((name, i) => used.indexOf(name) !== i)
  if (twice !== undefined) return `"${twice}" stands in two pairs.`
  const isVelocity = (name: string) => /^(v|u\d*$|omega|d[a-z])|dot\d*$/i.test(name)
  return { kind: pairs.every(({ rate }) => isVelocity(rate)) ? 'velocity' : 'momentum', pairs }
}
