import { TRAINING, type Problem } from '../../shared/domain/problem.ts'
import { pickRows } from '../numeric/pickRows.ts'
import type { Random } from '../numeric/random.ts'

/** Rows that a method may fit, as arrays of their own. */
export interface TrainingSample {
  readonly n: number
  readonly x: readonly Float64Array[]
  readonly y: Float64Array
  /** Relative weights, or null for equal ones. */
  readonly weights: Float64Array | null
}

/** A sample of a larger share of the rows reaches the ends of the inputs by itself. */
const SMALL_SHARE = 0.1
/** At most so much of a sample is there for the ends of the inputs. */
const END_SHARE = 0.25

/** By the parts that they were counted from: every method asks for them, and of a million rows they take 4 MB. */
const known = new WeakMap<Uint8Array, Uint32Array>()

/** Numbers of the rows of the training part, ascending; for reading only, since the next caller gets the same array. */
export function trainingRows({ part, n }: Pick<Problem, 'part' | 'n'>): Uint32Array {
  const counted = known.get(part) ?? countRows(part, n)
  known.set(part, counted)
  return counted
}

function countRows(part: Uint8Array, n: number): Uint32Array {
  const rows = new Uint32Array(n)
  let count = 0
  for (let i = 0; i < n; i++) if (part[i] === TRAINING) rows[count++] = i
  return rows.slice(0, count)
}

/**
 * The training rows, or `maxRows` of them drawn by chance: enough to see a form, and the time does not grow with the
 * data. A small sample of very many rows has the smallest and the largest value of each input in it (of the first ones,
 * where there are many inputs), so that it covers their ranges.
 */
export function trainingSample(problem: Problem, maxRows: number, random: Random): TrainingSample {
  const all = trainingRows(problem)
  const rows = all.length <= maxRows ? all : sampleOf(all, problem.x, maxRows, random)
  const pick = (values: Float64Array) => pickRows(values, rows)
  return {
    n: rows.length,
    x: problem.x.map(pick),
    y: pick(problem.y),
    weights: problem.weights === null ? null : pick(problem.weights)
  }
}

function sampleOf(all: Uint32Array, x: readonly Float64Array[], size: number, random: Random): Uint32Array {
  const rows = new Set<number>()
  const covered = size < SMALL_SHARE * all.length ? Math.floor((END_SHARE * size) / 2) : 0
  for (const values of x.slice(0, covered)) for (const row of endsOf(values, all)) rows.add(row)
  while (rows.size < size) rows.add(all[random.integer(all.length)]!)
  return Uint32Array.from(rows).sort()
}

/** The rows with the smallest and the largest value. */
function endsOf(values: Float64Array, rows: Uint32Array): [number, number] {
  let [low, high] = [rows[0]!, rows[0]!]
  for (const row of rows) {
    if (values[row]! < values[low]!) low = row
    if (values[row]! > values[high]!) high = row
  }
  return [low, high]
}
