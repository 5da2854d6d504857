import { TRAINING, type Problem } from '../../shared/domain/problem.ts'
import type { Random } from '../numeric/random.ts'

/** Rows that a method may fit, as arrays of their own. */
export interface TrainingSample {
  readonly n: number
  readonly x: readonly Float64Array[]
  readonly y: Float64Array
  /** Relative weights, or null for equal ones. */
  readonly weights: Float64Array | null
}

/** Numbers of the rows of the training part, ascending. */
export function trainingRows({ part, n }: Problem): number[] {
  const rows: number[] = []
  for (let i = 0; i < n; i++) if (part[i] === TRAINING) rows.push(i)
  return rows
}

/** The training rows, or `maxRows` of them drawn by chance: enough to see a form, and the time does not grow with the data. */
export function trainingSample(problem: Problem, maxRows: number, random: Random): TrainingSample {
  const all = trainingRows(problem)
  const rows = all.length <= maxRows ? all : random.shuffle(all).slice(0, maxRows)
  rows.sort((a, b) => a - b)
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!)
  return {
    n: rows.length,
    x: problem.x.map(pick),
    y: pick(problem.y),
    weights: problem.weights === null ? null : pick(problem.weights)
  }
}
