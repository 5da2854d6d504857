import type { Variable } from '../../src/shared/domain/dataset.ts'
import { DEFAULT_OPERATORS } from '../../src/shared/domain/operators.ts'
import type { Problem } from '../../src/shared/domain/problem.ts'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { splitRows } from '../../src/worker/scoring/splitRows.ts'

type Point = Readonly<Record<string, number>>

export interface ProblemRecipe {
  /** Range of each input. */
  readonly ranges: Readonly<Record<string, readonly [number, number]>>
  readonly law: (point: Point) => number
  readonly n: number
  /** Standard deviation of the added noise, relative to the spread of the target. */
  readonly noise?: number
  readonly seed?: number
}

/** A problem whose law is known: inputs drawn evenly from their ranges, normal noise. */
export function makeProblem({ ranges, law, n, noise = 0, seed = 7 }: ProblemRecipe): Problem {
  const random = createRandom(seed)
  const names = Object.keys(ranges)
  const points = Array.from({ length: n }, () =>
    Object.fromEntries(
      names.map((name) => [name, ranges[name]![0] + (ranges[name]![1] - ranges[name]![0]) * random.next()])
    )
  )
  const truth = points.map(law)
  const mean = truth.reduce((sum, value) => sum + value, 0) / n
  const spread = Math.sqrt(truth.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n)
  const x = names.map((name) => Float64Array.from(points, (point) => point[name]!))
  return problemOf(
    names,
    x,
    Float64Array.from(truth, (value) => value + noise * spread * random.normal())
  )
}

/** A problem from columns that are there already. */
export function problemOf(names: readonly string[], x: readonly Float64Array[], y: Float64Array): Problem {
  return {
    target: quantity('y'),
    inputs: names.map(quantity),
    n: y.length,
    x,
    y,
    weights: null,
    part: splitRows(x, 1),
    operators: DEFAULT_OPERATORS,
    maxComplexity: 30,
    seeds: []
  }
}

function quantity(name: string): Variable {
  return { name, unit: null, dimension: null }
}
