/** Coordinates of one body, as numbers of the coordinates; all bodies of a grouping have as many. */
export type Body = readonly number[]

/** One way to see coordinates as bodies in space. */
export type Grouping = readonly Body[]

/** Most coordinates of one body without names of axes. */
const MOST_AXES = 3

/**
 * The ways in which coordinates may belong to bodies, likeliest first. Names with axes and numbers (x1, y1, x2, y2, or
 * q1x, q1y) say it; axes alone (x, y) mean one body; numbers alone (q1, q2) leave it open.
 */
export function bodyGroupings(names: readonly string[]): Grouping[] {
  const n = names.length
  const single: Grouping = names.map((_, i) => [i])
  if (n === 1) return [single]
  const parsed = names.map(axisAndNumber)
  if (parsed.every((part) => part !== null)) {
    const numbers = [...new Set(parsed.map(({ number }) => number))]
    const bodies = numbers.map((number) => parsed.flatMap((part, i) => (part.number === number ? [i] : [])))
    const isWhole = bodies.every((body) => body.length === bodies[0]!.length && body.length <= MOST_AXES)
    if (isWhole) return bodies[0]!.length === 1 ? [bodies] : [bodies, ...(bodies.length === 1 ? [single] : [])]
  }
  const found: Grouping[] = []
  if (n <= MOST_AXES) found.push([single.flat()])
  for (const axes of [2, 3]) {
    if (n <= axes || n % axes !== 0) continue
    found.push(Array.from({ length: n / axes }, (_, b) => Array.from({ length: axes }, (_, a) => b * axes + a)))
  }
  return [...found, single]
}

interface AxisAndNumber {
  readonly axis: string
  readonly number: string
}

/** x → axis x; x1, x_1, q1x, 1_x, r2_y → axis and number of the body; null for a name without an axis. */
function axisAndNumber(name: string): AxisAndNumber | null {
  const plain = name.toLowerCase()
  const axisFirst = /^(?:q_?|r_?)?([xyz])_?(\d*)$/.exec(plain)
  if (axisFirst) return { axis: axisFirst[1]!, number: axisFirst[2]! }
  const numberFirst = /^[a-z]*_?(\d+)_?([xyz])$/.exec(plain)
  return numberFirst && { axis: numberFirst[2]!, number: numberFirst[1]! }
}
