import { apply, mapExpr, param, paramValues, type Expr } from '../../../shared/domain/expr.ts'
import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import { DEFAULT_MAX_COMPLEXITY } from '../../../shared/domain/run.ts'
import { canonicalKey } from '../../../shared/expression/canonicalKey.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { hasVariable } from '../../../shared/expression/structure.ts'
import { pickRows } from '../../numeric/pickRows.ts'
import { splitRows } from '../../scoring/splitRows.ts'
import type { InvestigationContext, TableMethod } from '../method.ts'
import { searchForms } from '../searchForms.ts'
import { descriptor } from './descriptor.ts'
import { groupFindings, nothingFinding } from './groupFindings.ts'
import { settleGroupLaw, type GroupLaw } from './groupLaw.ts'
import { readGroupTable, type GroupTable } from './groupTable.ts'

/** Groups in which forms are searched, besides all rows together: those with most rows. */
const SEARCHED_GROUPS = 2
const MIN_ROWS = 10
/** Evaluations of each search in the first round; more in the next, while the time lasts. */
const EVALUATIONS = 20_000
const ROUNDS = 2
const GROWTH = 4
const MAX_NUMBERS = 6
/** A law must be shorter than constants by this much: the price of having looked at very many formulas. */
const BEATS_CONSTANT_BITS = 6

/**
 * One law for several groups of rows. Its form is searched within the largest groups and on all rows together; each of
 * its numbers is then shared by all groups or of each group's own, whichever makes the description shorter.
 */
export const groups: TableMethod = { kind: 'table', descriptor, accepts, investigate }

function accepts(observations: Observations, options: MethodOptions): true | string {
  const table = readGroupTable(observations, options)
  return typeof table === 'string' ? table : true
}

async function* investigate(
  observations: Observations,
  options: MethodOptions,
  context: InvestigationContext
): AsyncGenerator<FindingDraft> {
  const table = readGroupTable(observations, options)
  if (typeof table === 'string' || context.control.shouldStop()) return
  const constant = settleGroupLaw(table, param(table.y.reduce((sum, value) => sum + value, 0) / table.n), context)
  let best: GroupLaw | null = null
  const seen = new Set<string>()
  for (let round = 0, evaluations = EVALUATIONS; round < ROUNDS; round++, evaluations *= GROWTH) {
    for (const problem of problemsOf(table, observations)) {
      for (const form of (await searchForms(problem, evaluations, context)).flatMap(freed)) {
        const key = canonicalKey(form)
        if (seen.has(key) || paramValues(form).length > MAX_NUMBERS || !hasVariable(form)) continue
        seen.add(key)
        const law = settleGroupLaw(table, form, context)
        if (law !== null && (best === null || law.bits < best.bits)) best = law
        if (context.control.shouldStop()) break
      }
    }
    const isLaw = best !== null && (constant === null || best.bits + BEATS_CONSTANT_BITS < constant.bits)
    if (isLaw) yield* groupFindings(table, best!)
    if (context.control.shouldStop() || isExact(table, best)) return
    if (!isLaw && round === ROUNDS - 1) yield nothingFinding(table, constant)
  }
}

/** All rows together, and the largest groups. */
function problemsOf(table: GroupTable, { operators }: Observations): Problem[] {
  const largest = table.rowsOf.toSorted((a, b) => b.length - a.length).slice(0, SEARCHED_GROUPS)
  const all = Uint32Array.from({ length: table.n }, (_, i) => i)
  return [...largest.filter((rows) => rows.length >= MIN_ROWS), all].flatMap((rows) => {
    const y = pickRows(table.y, rows)
    const varying = table.x
      .map((values, j) => ({ values: pickRows(values, rows), input: table.inputs[j]! }))
      .filter(({ values }) => values.some((value) => value !== values[0]))
    if (varying.length === 0 || y.every((value) => value === y[0])) return []
    const x = varying.map(({ values }) => values)
    return {
      target: table.target,
      inputs: varying.map(({ input }) => input),
      n: rows.length,
      x,
      y,
      weights: null,
      part: splitRows(x, 1),
      operators,
      maxComplexity: DEFAULT_MAX_COMPLEXITY,
      seeds: []
    }
  })
}

/** The form as it is, and with the factor and the offset that another group may need. */
function freed(form: Expr): Expr[] {
  const scaled = apply('mul', param(1), form)
  // simplified before the fit, so that numbers which one would do for are one
  return [form, scaled, apply('add', form, param(0)), apply('add', scaled, param(0))].map((expr) =>
    simplify(mapExpr(expr, { param: ({ value }) => param(value) }))
  )
}

function isExact({ y }: GroupTable, law: GroupLaw | null): boolean {
  if (law === null) return false
  const size = y.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return law.residuals.every((residual) => Math.abs(residual) <= 1e-9 * size)
}
