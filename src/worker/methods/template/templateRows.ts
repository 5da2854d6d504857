import type { LawTemplate } from '../../../shared/expression/lawTemplate.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import { pickRows } from '../../numeric/pickRows.ts'
import { trainingRows } from '../trainingSample.ts'

/** Rows that the search looks at; the judge fits what it proposes to all of them. */
const MAX_ROWS = 1500
/** A target of one sign over more than this ratio is fitted with equal relative errors. */
const WIDE = 30

/** A template with the training rows that its unknown functions are looked for in. */
export interface TemplateRows {
  readonly template: LawTemplate
  readonly names: readonly string[]
  readonly x: readonly Float64Array[]
  readonly y: Float64Array
  /** Of the squared residuals, with mean 1. */
  readonly weights: Float64Array
  readonly n: number
}

export function templateRows(problem: Problem, template: LawTemplate, maxRows = MAX_ROWS): TemplateRows {
  const all = trainingRows(problem)
  const step = Math.max(1, Math.ceil(all.length / maxRows))
  const rows = all.filter((_, i) => i % step === 0)
  const y = pickRows(problem.y, rows)
  const given = problem.weights === null ? new Float64Array(rows.length).fill(1) : pickRows(problem.weights, rows)
  return {
    template,
    names: problem.inputs.map(({ name }) => name),
    x: problem.x.map((values) => pickRows(values, rows)),
    y,
    weights: withMeanOne(isWide(y) ? given.map((weight, i) => weight / y[i]! ** 2) : given),
    n: rows.length
  }
}

export function withMeanOne(weights: Float64Array): Float64Array {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length
  return weights.map((weight) => weight / mean)
}

function isWide(y: Float64Array): boolean {
  const sizes = y.map(Math.abs).sort()
  const isOneSign = y.every((value) => value > 0) || y.every((value) => value < 0)
  return isOneSign && sizes.at(-1)! > WIDE * sizes[0]!
}
