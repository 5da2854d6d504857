import type { FurtherTerm, Scales } from './response.ts'
import type { TransportTable } from './transportTable.ts'

/** Rows that each further term of every flux asks for. */
const ROWS_PER_TERM = 8

export function offsetTerm({ n }: TransportTable): FurtherTerm {
  return { kind: 'offset', label: '1', values: new Float64Array(n).fill(1) }
}

/** X_i², X_i³ and X_i X_j as far as the rows allow; forces that take two values have no curvature to see. */
export function nonlinearTerms({ force, forces, n }: TransportTable, scales: Scales): FurtherTerm[] {
  const scaled = force.map((values, i) => values.map((value) => value / scales.force[i]!))
  const name = (i: number) => forces[i]!.name
  const isVaried = (values: Float64Array) => new Set(values.slice(0, 1000).map(Math.abs)).size > 2
  const curved = scaled.flatMap((values, i) => (isVaried(values) ? [{ values, i }] : []))
  const cubes = curved.map(({ values, i }) => term(`${name(i)}^3`, (r) => values[r]! ** 3, n))
  const squares = curved.map(({ values, i }) => term(`${name(i)}^2`, (r) => values[r]! ** 2, n))
  const products = curved.flatMap(({ values, i }, a) =>
    curved.slice(a + 1).map((other) => term(`${name(i)}*${name(other.i)}`, (r) => values[r]! * other.values[r]!, n))
  )
  const affordable = Math.floor((n - force.length) / ROWS_PER_TERM)
  // all of a kind or none: a choice among them would have to be paid for
  return [squares, cubes, products].reduce<FurtherTerm[]>(
    (kept, kind) => (kept.length + kind.length <= affordable ? [...kept, ...kind] : kept),
    []
  )
}

function term(label: string, valueAt: (row: number) => number, n: number): FurtherTerm {
  return { kind: 'nonlinear', label, values: Float64Array.from({ length: n }, (_, r) => valueAt(r)) }
}
