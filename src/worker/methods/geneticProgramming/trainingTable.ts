import type { Problem } from '../../../shared/domain/problem.ts'
import { pickRows } from '../../numeric/pickRows.ts'
import type { Random } from '../../numeric/random.ts'
import { trainingRows } from '../trainingSample.ts'

/** Rows that a search fits: columns of length n in an order that makes every prefix a fair sample. */
export interface TrainingTable {
  readonly names: readonly string[]
  readonly n: number
  readonly x: readonly Float64Array[]
  readonly y: Float64Array
  readonly weights: Float64Array | null
  /** Weighted sum of squares of y about its weighted mean: losses are relative to it. */
  readonly spread: number
}

/** More rows than this change no choice between forms; the judge refits on all. Every island has a table of its own. */
const MAX_ROWS = 20_000

/** Copies the training rows, shuffled; of very many, as many as a search can use. */
export function trainingTable(problem: Problem, random: Random): TrainingTable {
  const chosen = chooseRows(trainingRows(problem), random)
  const take = (column: Float64Array) => pickRows(column, chosen)
  const y = take(problem.y)
  const weights = problem.weights && take(problem.weights)
  return {
    names: problem.inputs.map(({ name }) => name),
    n: chosen.length,
    x: problem.x.map(take),
    y,
    weights,
    spread: spreadOf(y, weights)
  }
}

function chooseRows(all: Uint32Array, random: Random): Uint32Array {
  if (all.length <= MAX_ROWS) return Uint32Array.from(random.shuffle([...all]))
  const rows = new Set<number>()
  while (rows.size < MAX_ROWS) rows.add(all[random.integer(all.length)]!)
  // in the order in which they were drawn
  return Uint32Array.from(rows)
}

/** The first `n` rows, without a copy. */
export function prefix(table: TrainingTable, n: number): TrainingTable {
  if (n >= table.n) return table
  const y = table.y.subarray(0, n)
  const weights = table.weights && table.weights.subarray(0, n)
  return { ...table, n, x: table.x.map((column) => column.subarray(0, n)), y, weights, spread: spreadOf(y, weights) }
}

function spreadOf(y: Float64Array, weights: Float64Array | null): number {
  let total = 0
  let mean = 0
  for (let i = 0; i < y.length; i++) {
    const weight = weights?.[i] ?? 1
    total += weight
    mean += weight * y[i]!
  }
  mean /= total
  let sum = 0
  for (let i = 0; i < y.length; i++) sum += (weights?.[i] ?? 1) * (y[i]! - mean) ** 2
  return sum
}
