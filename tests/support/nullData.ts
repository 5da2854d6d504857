import type { Problem } from '../../src/shared/domain/problem.ts'
import { createRandom, type Random } from '../../src/worker/numeric/random.ts'
import { makeProblem, problemOf } from './problems.ts'

/** Tables in which no input says anything about the target. */
export const NULL_KINDS = ['noise', 'shuffled', 'unrelated', 'counts', 'heavyTails'] as const
export type NullKind = (typeof NULL_KINDS)[number]

/** A table of that kind with n rows; every seed is another table. */
export function nullData(kind: NullKind, n: number, seed: number): Problem {
  const random = createRandom(1000 * seed + n)
  switch (kind) {
    case 'noise':
      return problemOf(['x', 'z'], [evenly(n, random, 1, 3), evenly(n, random, -2, 2)], normal(n, random))
    case 'shuffled': {
      // the values of a law that spans decades, dealt out to other rows
      const law = makeProblem({
        ranges: { m: [1, 5], M: [1, 5], r: [0.3, 3] },
        law: ({ m, M, r }) => (6.674 * m! * M!) / r! ** 2,
        n,
        seed: seed + 1
      })
      const rows = random.shuffle([...law.y.keys()])
      return { ...law, y: Float64Array.from(rows, (row) => law.y[row]!) }
    }
    case 'unrelated':
      return unrelatedColumns(n, 1 + (seed % 10), random)
    case 'counts':
      return problemOf(
        ['x'],
        [evenly(n, random, 0, 5)],
        Float64Array.from({ length: n }, () => count(4, random))
      )
    case 'heavyTails': {
      // a ratio of normal numbers (Cauchy) has no variance at all
      const y = normal(n, random).map((value) => value / random.normal())
      return problemOf(['x', 'z'], [evenly(n, random, 1, 10), normal(n, random)], y)
    }
  }
}

/** A weak law: a line that explains a fifth of the variance. */
export function weakLine(n: number, seed: number): Problem {
  // R² = 1/(1 + s²) = 0.2 for noise of s = 2 spreads of the line
  return makeProblem({ ranges: { x: [1, 4] }, law: ({ x }) => 3 * x!, n, noise: 2, seed })
}

/** Columns of which every second one follows the one before by half, and a target that follows none. */
function unrelatedColumns(n: number, inputs: number, random: Random): Problem {
  const columns: Float64Array[] = []
  for (let j = 0; j < inputs; j++) {
    const own = j % 3 === 2 ? normal(n, random) : evenly(n, random, 0.5, 4)
    const before = columns[j - 1]
    columns.push(j % 2 === 1 && before !== undefined ? own.map((value, i) => 0.5 * value + 0.5 * before[i]!) : own)
  }
  const names = columns.map((_, j) => `x${j + 1}`)
  return problemOf(names, columns, evenly(n, random, 2, 7))
}

function evenly(n: number, random: Random, low: number, high: number): Float64Array {
  return Float64Array.from({ length: n }, () => low + (high - low) * random.next())
}

function normal(n: number, random: Random): Float64Array {
  return Float64Array.from({ length: n }, () => random.normal())
}

/** A number drawn from the Poisson law, by the product of uniform numbers (Knuth 1969). */
export function count(mean: number, random: Random): number {
  let k = 0
  for (let product = random.next(); product > Math.exp(-mean); product *= random.next()) k++
  return k
}
