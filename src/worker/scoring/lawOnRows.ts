import type { Variable } from '../../shared/domain/dataset.ts'
import type { Axis } from '../../shared/domain/evidence.ts'
import type { Law } from '../../shared/domain/law.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile } from '../kernel/program.ts'
import { createRandom } from '../numeric/random.ts'
import { formulaOf } from './refitOnAllRows.ts'

/** A plot of more points says no more to the eye; the caption tells that it is a sample. */
const MAX_POINTS = 5000
/** A positive quantity over more than this ratio is drawn on a logarithmic axis. */
export const LOG_RATIO = 30
/** The same beside a logarithmic axis, where a power law becomes a straight line. */
export const LOG_RATIO_BESIDE = 10

/** What every evidence plot of a law starts from: a sample of rows in their order, with the law's values on them. */
export interface LawOnRows {
  readonly law: Law
  /** The problem on the rows of the sample alone. */
  readonly problem: Problem
  readonly predicted: Float64Array
  readonly labels: readonly string[] | null
  /** Said in captions when rows were left out; empty otherwise. */
  readonly sampleNote: string
}

/** Evaluates the law on all rows, or on a random sample of very many. */
export function lawOnRows(law: Law, problem: Problem, labels: readonly string[] | null): LawOnRows {
  const rows = sampleRows(problem.n)
  const sample = rows === null ? problem : takeRows(problem, rows)
  const program = compile(
    formulaOf(law),
    problem.inputs.map(({ name }) => name)
  )
  const predicted = new Float64Array(sample.n)
  evaluator.evaluate(program, sample.x, program.params, predicted)
  return {
    law,
    problem: sample,
    predicted,
    labels: labels === null || rows === null ? labels : Array.from(rows, (row) => labels[row] ?? ''),
    sampleNote: rows === null ? '' : ` ${sample.n} of ${problem.n} rows, chosen at random.`
  }
}

function sampleRows(n: number): Uint32Array | null {
  if (n <= MAX_POINTS) return null
  const random = createRandom(1)
  const rows = new Set<number>()
  while (rows.size < MAX_POINTS) rows.add(random.integer(n))
  return Uint32Array.from(rows).sort()
}

function takeRows(problem: Problem, rows: Uint32Array): Problem {
  return {
    ...problem,
    n: rows.length,
    x: problem.x.map((values) => pick(values, rows)),
    y: pick(problem.y, rows),
    weights: problem.weights === null ? null : pick(problem.weights, rows),
    ...(problem.inputErrors && { inputErrors: problem.inputErrors.map((errors) => errors && pick(errors, rows)) }),
    part: Uint8Array.from(rows, (row) => problem.part[row]!)
  }
}

export function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!)
}

export function axisOf({ name, unit }: Variable, values: Float64Array, ratio = LOG_RATIO): Axis {
  return { label: name, unit, scale: isWide(values, ratio) ? 'log' : 'linear' }
}

/** Positive values over so wide a range that equal steps would hide the small ones. */
export function isWide(values: Float64Array, ratio = LOG_RATIO): boolean {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity)
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
  return low > 0 && high > ratio * low
}

export function extent(values: Float64Array): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}
