import type { Observations } from '../../src/shared/domain/observations.ts'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { observationsOf } from './observations.ts'

export interface TransportRecipe {
  /** L(B); a column B is there when `hasField`. */
  readonly matrix: (field: number) => readonly (readonly number[])[]
  readonly n?: number
  readonly noise?: number
  readonly hasField?: boolean
  /** What is added to the fluxes of a row. */
  readonly extra?: (forces: readonly number[]) => readonly number[]
  readonly units?: Readonly<Record<string, string>>
  readonly seed?: number
}

/** Fluxes J1, J2, … = L(B) X + noise for normal forces X1, X2, …, with fields between −1 and 1. */
export function transportTable({
  matrix,
  n = 80,
  noise = 0.1,
  hasField = false,
  extra,
  units = {},
  seed = 5
}: TransportRecipe): Observations {
  const random = createRandom(seed)
  const d = matrix(0).length
  const forces = Array.from({ length: d }, () => new Float64Array(n))
  const fluxes = Array.from({ length: d }, () => new Float64Array(n))
  const fields = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const field = hasField ? 2 * random.next() - 1 : 0
    fields[row] = field
    const force = forces.map((values) => (values[row] = random.normal()))
    matrix(field).forEach((coefficients, i) => {
      const linear = coefficients.reduce((sum, value, j) => sum + value * force[j]!, 0)
      fluxes[i]![row] = linear + (extra?.(force)[i] ?? 0) + noise * random.normal()
    })
  }
  const named = (letter: string, columns: readonly Float64Array[]) =>
    columns.map((values, i) => [`${letter}${i + 1}`, values] as const)
  return observationsOf(
    Object.fromEntries([...named('X', forces), ...named('J', fluxes), ...(hasField ? [['B', fields] as const] : [])]),
    { units }
  )
}
