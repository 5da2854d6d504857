import type { Random } from '../../src/worker/numeric/random.ts'

/** Columns named by number, drawn at random, and the answers to each row. */
export function numberedTable(
  rows: number,
  width: number,
  draw: () => number,
  nameOf: (j: number) => string,
  answers: (values: readonly number[]) => Readonly<Record<string, number>>
): Record<string, number[]> {
  const columns: Record<string, number[]> = {}
  const write = (name: string, value: number) => (columns[name] ??= []).push(value)
  for (let row = 0; row < rows; row++) {
    const values = Array.from({ length: width }, draw)
    values.forEach((value, j) => write(nameOf(j), value))
    for (const [name, value] of Object.entries(answers(values))) write(name, value)
  }
  return columns
}

/** Points x1, y1, z1, x2, … with the answer E. */
export function pointTable(
  rows: number,
  points: number,
  random: Random,
  energy: (between: (a: number, b: number) => number, values: readonly number[]) => number
): Record<string, number[]> {
  const nameOf = (j: number) => `${'xyz'.charAt(j % 3)}${Math.floor(j / 3) + 1}`
  return numberedTable(rows, 3 * points, random.normal, nameOf, (values) => {
    const between = (a: number, b: number) =>
      Math.hypot(...[0, 1, 2].map((k) => values[3 * a + k]! - values[3 * b + k]!))
    return { E: energy(between, values) }
  })
}

/** Mean cosine of the plaquettes of a periodic square lattice. */
export function meanPlaquette(links: readonly number[], side: number): number {
  const link = (row: number, column: number, direction: number) => links[2 * ((row % side) * side + (column % side)) + direction]! // prettier-ignore
  let sum = 0
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      sum += Math.cos(link(row, column, 0) + link(row, column + 1, 1) - link(row + 1, column, 0) - link(row, column, 1))
  return sum / (side * side)
}
