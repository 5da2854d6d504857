import { paramValues } from '../../../shared/domain/expr.ts'
import type { FindingDraft, Quantity } from '../../../shared/domain/finding.ts'
import type { Law } from '../../../shared/domain/law.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import { toFunction } from '../../../shared/expression/evaluate.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { standardDeviation } from '../../numeric/statistics.ts'
import { createDomainGuard } from '../../scoring/domainGuard.ts'
import { formulaOf } from '../../scoring/refitOnAllRows.ts'
import type { InvestigationContext, TableMethod } from '../method.ts'
import { formulaOfRows, testBlackBox, type LawOfRows } from './blackBox.ts'
import { criticalLaw } from './criticalLaw.ts'
import { criticalOfRows } from './criticalOfRows.ts'
import { descriptor } from './descriptor.ts'
import { regimeEvidence } from './domainEvidence.ts'
import { domainFinding, stretchFinding, type Surroundings } from './domainFindings.ts'
import { readDomainTable, type DomainTable } from './domainTable.ts'
import type { RefinedCritical } from './refineCritical.ts'
import { findRegime, type RegimeSearch } from './regime.ts'
import { regimeProblem, searchRegimeLaw } from './regimeLaw.ts'
import { regimeRows, type Stretch } from './regimeRows.ts'

/** Distance from the critical point, in ranges of the input, at which a searched law is looked at. */
const NEAR = 1e-6
/** A searched law takes the place of the power law where it fits so much worse at most. */
const AS_GOOD = 1.1

/**
 * Where a law of the target holds: the guard of the rows, breaks and critical points along each input, the law of every
 * regime, and how it does where neither it nor a black box has seen rows.
 */
export const domain: TableMethod = { kind: 'table', descriptor, accepts, investigate }

function accepts(observations: Observations): true | string {
  const table = readDomainTable(observations)
  return typeof table === 'string' ? table : true
}

async function* investigate(
  observations: Observations,
  options: MethodOptions,
  context: InvestigationContext
): AsyncGenerator<FindingDraft> {
  const table = readDomainTable(observations)
  if (typeof table === 'string' || context.control.shouldStop()) return
  const search = findRegime(table, {
    maxBreaks: Number(options.maxBreaks),
    shouldStop: () => context.control.shouldStop(),
    count: context.count
  })
  const guard = createDomainGuard(table.x)
  const power = search.regime.kind === 'critical' ? criticalLaw(search.regime.critical, table) : null
  if (search.regime.kind !== 'one') {
    yield domainFinding(table, search, power, { guard, test: null, errorBeyond: null })
  }
  const laws = options.searchLaws === false ? [] : await searchStretches(table, search, observations, context)
  const main = mainStretch(table, search)
  const chosen = chooseLaw(table, search, power, laws.find(({ stretch }) => stretch.name === main.name)?.law ?? null)
  if (search.regime.kind === 'one' && chosen === null && isConstant(search)) {
    yield nothing(table, search)
    return
  }
  const problem = regimeProblem(table, main.rows, observations.operators)
  const surroundings: Surroundings = {
    guard,
    test: chosen === null || problem === null ? null : testBlackBox(chosen.ofRows(problem, main.rows), problem, axisIn(problem, table, search)), // prettier-ignore
    errorBeyond: chosen === null || search.regime.kind === 'one' ? null : errorBeyond(table, main, chosen.quantity)
  }
  yield domainFinding(table, search, chosen?.quantity ?? null, surroundings)
  for (const { stretch, law } of laws) {
    if (stretch.name !== main.name) yield stretchFinding(table, stretch.name, stretch.rows.length, quantityOf(law))
  }
}

async function searchStretches(
  table: DomainTable,
  search: RegimeSearch,
  { operators }: Observations,
  context: InvestigationContext
): Promise<{ stretch: Stretch; law: Law }[]> {
  const found: { stretch: Stretch; law: Law }[] = []
  for (const stretch of regimeRows(table, search.regime, (value) => formatNumber(value, 4))) {
    const problem = regimeProblem(table, stretch.rows, operators)
    const law = problem === null ? null : await searchRegimeLaw(problem, context)
    if (law !== null) found.push({ stretch, law })
  }
  return found
}

/** The stretch with most rows. */
function mainStretch(table: DomainTable, { regime }: RegimeSearch): Stretch {
  const stretches = regimeRows(table, regime, (value) => formatNumber(value, 4))
  return stretches.reduce((most, stretch) => (stretch.rows.length > most.rows.length ? stretch : most))
}

interface ChosenLaw {
  readonly quantity: Quantity
  /** Fits it anew to rows of the problem, which are those rows of the table. */
  ofRows(problem: Problem, rows: Uint32Array): LawOfRows
}

/** The searched law, unless the power law of the critical point describes the rows better. */
function chooseLaw(
  table: DomainTable,
  { regime }: RegimeSearch,
  power: Quantity | null,
  law: Law | null
): ChosenLaw | null {
  const searched = law === null ? null : searchedLaw(law)
  if (regime.kind !== 'critical' || power === null) return searched
  const { critical } = regime
  const own: ChosenLaw = { quantity: power, ofRows: (_, rows) => criticalOfRows(critical, table, rows) }
  if (law === null) return own
  const { fit, window } = critical
  const residual = fit.values.map((value, i) => value - fit.data.y[i]!)
  const size = Math.sqrt(residual.reduce((sum, value) => sum + value * value, 0) / fit.data.n)
  const isAsGood = window < 1 || law.fit.rmse <= AS_GOOD * size + 1e-9 * standardDeviation(table.y)
  return isAsGood && isCriticalThere(law, critical, table) ? searched : own
}

/** Whether a law of one input vanishes, or has no bounds, at the critical point as the rows do. */
function isCriticalThere(law: Law, { fit }: RefinedCritical, table: DomainTable): boolean {
  if (table.inputs.length > 1) return false
  const valueAt = toFunction(law.expression, [table.inputs[0]!.name])
  const range = fit.data.high - fit.data.low
  const step = (fit.form.side === 'above' ? NEAR : -NEAR) * range
  const size = table.y.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const near = Math.abs(valueAt([fit.point + step]))
  // what the power law itself has there
  const expected = size * NEAR ** fit.exponent
  return fit.form.sign === 'vanishing' ? near < 3 * expected : near > expected / 3
}

function searchedLaw(law: Law): ChosenLaw {
  const quantity = quantityOf(law)
  return { quantity, ofRows: (problem) => formulaOfRows(quantity.expression, law.noise, problem) }
}

function quantityOf(law: Law): Quantity {
  const free = law.parameters.filter(({ exact }) => exact === null)
  // simplifying may have merged numbers; then the form with the values in place keeps each beside its error
  const isMatched = paramValues(law.expression).length === free.length
  return {
    expression: isMatched ? law.expression : formulaOf(law),
    uncertainties: free.map(({ standardError }) => standardError)
  }
}

/** No smooth curve does better than a constant. */
function isConstant({ studies }: RegimeSearch): boolean {
  return studies.every(({ smooth }) => smooth.name === 'a constant')
}

function nothing(table: DomainTable, search: RegimeSearch): FindingDraft {
  return {
    kind: 'nothing',
    key: 'domain',
    title: `No law of ${table.target.name}, and no change of it`,
    summary: `In ${table.n} rows nothing describes ${table.target.name} shorter than a constant: no formula, no break, no critical point.`,
    metrics: { rows: table.n, criticalPoint: null, breakPoints: 0 },
    warnings: [],
    evidence: regimeEvidence(table, search)
  }
}

/** The number in the problem of the input along which the law changes, or of the first one. */
function axisIn(problem: Problem, table: DomainTable, { regime }: RegimeSearch): number {
  const name = regime.kind === 'one' ? null : table.inputs[regime.study.data.axis]!.name
  return Math.max(0, problem.inputs.findIndex((input) => input.name === name)) // prettier-ignore
}

/** Root mean square error of the law on the rows outside its stretch, relative to the spread; null where it has no value. */
function errorBeyond(table: DomainTable, main: Stretch, { expression }: Quantity): number | null {
  const isMain = new Set(main.rows)
  const law = toFunction(
    expression,
    table.inputs.map(({ name }) => name)
  )
  let [sum, count] = [0, 0]
  for (let row = 0; row < table.n; row++) {
    if (isMain.has(row)) continue
    sum += (law(table.x.map((values) => values[row]!)) - table.y[row]!) ** 2
    count++
  }
  return count > 0 && Number.isFinite(sum) ? Math.sqrt(sum / count) / standardDeviation(table.y) : null
}
