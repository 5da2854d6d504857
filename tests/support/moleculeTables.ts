import type { Random } from '../../src/worker/numeric/random.ts'

type Place = readonly [number, number, number]

export interface MoleculeSettings {
  readonly molecules: number
  /** Charges of the atoms; a function draws them anew for each molecule. */
  readonly charges: readonly (number | ((random: Random) => number))[]
  energy(places: readonly Place[], charges: readonly number[]): number
  /** Shortest and longest distance of an atom from the one before it. */
  readonly range?: readonly [number, number]
  readonly noise?: number
  readonly isUnrelated?: boolean
}

/** Columns Z1, x1, y1, z1, Z2, … and E of chains of atoms in random directions. */
export function moleculeTable(settings: MoleculeSettings, random: Random): Record<string, number[]> {
  const { molecules, charges, energy, range = [3, 6], noise = 0, isUnrelated = false } = settings
  const columns: Record<string, number[]> = {}
  const write = (name: string, value: number) => (columns[name] ??= []).push(value)
  for (let m = 0; m < molecules; m++) {
    const q = charges.map((charge) => (typeof charge === 'number' ? charge : charge(random)))
    const places: Place[] = [[random.normal(), random.normal(), random.normal()]]
    while (places.length < q.length) places.push(next(places.at(-1)!, range, random))
    places.forEach((place, a) => {
      write(`Z${a + 1}`, q[a]!)
      ;['x', 'y', 'z'].forEach((axis, i) => write(`${axis}${a + 1}`, place[i]!))
    })
    write('E', isUnrelated ? random.normal() : energy(places, q) * (1 + noise * random.normal()))
  }
  return columns
}

export function distanceOf(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

function next(from: Place, [near, far]: readonly [number, number], random: Random): Place {
  const way = [random.normal(), random.normal(), random.normal()] as const
  const r = near + (far - near) * random.next()
  const scale = r / Math.hypot(...way)
  return [from[0] + scale * way[0], from[1] + scale * way[1], from[2] + scale * way[2]]
}
