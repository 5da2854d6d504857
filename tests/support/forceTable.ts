import type { Random } from '../../src/worker/numeric/random.ts'

/** Forces at random places of a box. */
export interface ForceField {
  readonly coordinates: readonly string[]
  readonly forces: readonly string[]
  readonly box: readonly [number, number]
  readonly force: (place: readonly number[]) => readonly number[]
  /** Places that are left out. */
  readonly isTooNear?: (place: readonly number[]) => boolean
  /** Standard deviation of the noise of every force. */
  readonly noise?: number
  readonly rows: number
}

export function forceTable(field: ForceField, random: Random): Record<string, number[]> {
  const { coordinates, forces, box, rows, noise = 0 } = field
  const columns: Record<string, number[]> = Object.fromEntries([...coordinates, ...forces].map((name) => [name, []]))
  for (let row = 0; row < rows;) {
    const place = coordinates.map(() => box[0] + (box[1] - box[0]) * random.next())
    if (field.isTooNear?.(place)) continue
    const force = field.force(place)
    coordinates.forEach((name, k) => columns[name]!.push(place[k]!))
    forces.forEach((name, k) => columns[name]!.push(force[k]! + noise * random.normal()))
    row++
  }
  return columns
}
