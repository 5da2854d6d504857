/** Points with charges in space. */
export interface Molecule {
  /** atoms[a] = [x, y, z], in the unit of the table. */
  readonly atoms: readonly Float64Array[]
  /** Nuclear or other charge of each atom. */
  readonly charges: Float64Array
  /** Kind of each atom, by number: atoms of one kind are exchangeable. */
  readonly kinds: Int32Array
}

/** Molecules with their energies. */
export interface MoleculeTable {
  readonly molecules: readonly Molecule[]
  readonly energies: Float64Array
  readonly target: string
  /** The row of the table that each energy stands in. */
  readonly rows: Uint32Array
  /** Name of every kind of atom. */
  readonly kindNames: readonly string[]
}

export function distance(a: Float64Array, b: Float64Array): number {
  return Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!)
}

/** Every two atoms, with a < b. */
export function atomPairs({ atoms }: Molecule): [number, number][] {
  return atoms.flatMap((_, a) => atoms.slice(a + 1).map((_other, k): [number, number] => [a, a + 1 + k]))
}

/** Number of the kinds of two atoms, whichever comes first. */
export function pairKind({ kinds }: Molecule, a: number, b: number): number {
  const [low, high] = [Math.min(kinds[a]!, kinds[b]!), Math.max(kinds[a]!, kinds[b]!)]
  return (high * (high + 1)) / 2 + low
}

/** The kinds, the lower number first, that `pairKind` numbers. */
export function kindsOfPair(pair: number): [low: number, high: number] {
  const high = Math.floor((Math.sqrt(8 * pair + 1) - 1) / 2)
  return [pair - (high * (high + 1)) / 2, high]
}
