import { DEFAULT_OPERATORS } from '../../../src/shared/domain/operators.ts'
import type { Problem } from '../../../src/shared/domain/problem.ts'
import { createRandom } from '../../../src/worker/numeric/random.ts'
import { sharedFloats } from '../../../src/worker/numeric/sharedColumns.ts'
import { splitRows } from '../../../src/worker/scoring/splitRows.ts'

/** Noise, relative to the target's own size. */
const NOISE = 0.01

/** y = 2.5·x0·exp(−0.3·x1) with noise, and further inputs that it does not depend on; x from 1 to 10. */
export function scaleProblem(rows: number, variables: number, seed: number): Problem {
  const random = createRandom(seed)
  const x = Array.from({ length: variables }, () => sharedFloats(rows))
  for (const column of x) for (let i = 0; i < rows; i++) column[i] = 1 + 9 * random.next()
  const y = sharedFloats(rows)
  const [x0, x1] = x as [Float64Array, Float64Array]
  for (let i = 0; i < rows; i++) y[i] = 2.5 * x0[i]! * Math.exp(-0.3 * x1[i]!) * (1 + NOISE * random.normal())
  const quantity = (name: string) => ({ name, unit: null, dimension: null })
  return {
    target: quantity('y'),
    inputs: x.map((_, j) => quantity(`x${j}`)),
    n: rows,
    x,
    y,
    weights: null,
    part: splitRows(x, seed),
    operators: DEFAULT_OPERATORS,
    maxComplexity: 30,
    seeds: []
  }
}
