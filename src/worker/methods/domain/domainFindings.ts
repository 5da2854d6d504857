import type { Evidence, Table } from '../../../shared/domain/evidence.ts'
import type { FindingDraft, Quantity } from '../../../shared/domain/finding.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import { formatWithError } from '../../../shared/expression/formatWithError.ts'
import { printQuantity } from '../../../shared/expression/printFinding.ts'
import type { DomainGuard } from '../../scoring/domainGuard.ts'
import type { BlackBoxTest } from './blackBox.ts'
import { exactFraction } from './criticalLaw.ts'
import { regimeEvidence } from './domainEvidence.ts'
import type { DomainTable } from './domainTable.ts'
import type { Regime, RegimeSearch } from './regime.ts'

export type DomainDraft = Extract<FindingDraft, { kind: 'domain' }>

/** What is known beside the change of regime. */
export interface Surroundings {
  readonly guard: DomainGuard
  readonly test: BlackBoxTest | null
  /** Error of the law on the rows of the other regimes, relative to the spread of the target. */
  readonly errorBeyond: number | null
}

/** The finding for the whole: where the law of the target changes, or that one law does. */
export function domainFinding(
  table: DomainTable,
  search: RegimeSearch,
  law: Quantity | null,
  surroundings: Surroundings
): DomainDraft {
  const { regime } = search
  return {
    kind: 'domain',
    key: 'domain',
    title: title(table, regime, law),
    summary: summary(table, search, surroundings),
    metrics: metrics(table, regime, surroundings),
    warnings: warnings(table, regime, surroundings),
    evidence: [...regimeEvidence(table, search), ...testEvidence(surroundings), guardTable(table, surroundings.guard)],
    target: table.target.name,
    law
  }
}

function title(table: DomainTable, regime: Regime, law: Quantity | null): string {
  const target = table.target.name
  if (regime.kind === 'one') return law === null ? `One smooth curve describes ${target}` : `One law of ${target} holds on all rows` // prettier-ignore
  const input = table.inputs[regime.study.data.axis]!.name
  if (regime.kind === 'breaks') {
    const places = regime.breaks.map(({ at, error }) => formatWithError(at, error)).join(', ')
    return `The law of ${target} changes at ${input} = ${places}`
  }
  const { fit, errors } = regime.critical
  return `${target} is critical at ${input} = ${formatWithError(fit.point, errors.point)}, exponent ${formatWithError(fit.exponent, errors.exponent)}`
}

function summary(table: DomainTable, { regime, studies }: RegimeSearch, { guard, test }: Surroundings): string {
  const held =
    test === null
      ? ''
      : ` At ends that were held out the law errs by ${formatShare(test.law)} of the spread, a polynomial of degree ${test.degree} by ${formatShare(test.blackBox)}.`
  const guarded = ` The rows span ${guard.hullDimension} of ${table.inputs.length} dimensions; outside their hull nothing is known.`
  if (regime.kind === 'one') {
    const tried =
      studies.length === 0
        ? 'No input has enough different values to look for a change.'
        : `Neither a critical point nor a break describes the ${table.n} rows shorter than one smooth curve does.`
    return tried + held + guarded
  }
  const input = table.inputs[regime.study.data.axis]!.name
  if (regime.kind === 'breaks') {
    const count = regime.breaks.length
    return `One law cannot do: ${count === 1 ? 'a break' : `${count} breaks`} along ${input} shorten${count === 1 ? 's' : ''} the description, and no smooth bend of the neighbouring rows explains ${count === 1 ? 'it' : 'them'}.${held}${guarded}`
  }
  const { fit, errors, window } = regime.critical
  const { form } = fit
  const exact = exactFraction(fit.exponent, errors.exponent)
  const near =
    exact === null || exact.denominator === 1 ? '' : `, which agrees with ${exact.numerator}/${exact.denominator}`
  const behaviour = form.sign === 'diverging' ? 'grows without limit' : form.side === 'both' ? 'has a cusp' : 'vanishes'
  const corrections =
    form.corrections.length === 0
      ? ''
      : ` with ${form.corrections.length} correction${form.corrections.length === 1 ? '' : 's'} to scaling`
  const used = window < 1 ? `, fitted to the ${Math.round(100 * window)} % of the range next to it` : ''
  return `${table.target.name} ${behaviour} at a critical point as a power of the distance${corrections}${used}. The exponent is ${formatWithError(fit.exponent, errors.exponent)}${near}.${held}${guarded}`
}

function metrics(
  table: DomainTable,
  regime: Regime,
  { guard, test, errorBeyond }: Surroundings
): DomainDraft['metrics'] {
  const critical = regime.kind === 'critical' ? regime.critical : null
  const breaks = regime.kind === 'breaks' ? regime.breaks : []
  return {
    rows: table.n,
    criticalPoint: critical?.fit.point ?? null,
    criticalPointError: critical?.errors.point ?? null,
    exponent: critical?.fit.exponent ?? null,
    exponentError: critical?.errors.exponent ?? null,
    window: critical?.window ?? null,
    breakPoints: breaks.length,
    ...Object.fromEntries(
      breaks.flatMap(({ at, error }, k) => [
        [`breakPoint${k + 1}`, at],
        [`breakPoint${k + 1}Error`, error]
      ])
    ),
    hullDimension: guard.hullDimension,
    insideFlagRate: guard.insideFlagRate,
    lawExtrapolationError: test?.law ?? null,
    blackBoxExtrapolationError: test?.blackBox ?? null,
    lawErrorBeyondRegime: errorBeyond
  }
}

function warnings(table: DomainTable, regime: Regime, { guard, errorBeyond }: Surroundings): string[] {
  const found: string[] = []
  if (regime.kind === 'critical') {
    const { data } = regime.critical.fit
    const { point } = regime.critical.fit
    const name = table.inputs[data.axis]!.name
    if (regime.isTentative)
      found.push('A smooth curve describes the rows nearly as well: measure nearer the critical point.')
    if (point <= data.low || point >= data.high) {
      found.push(`No row lies beyond the critical point: it is extrapolated from ${name} between ${formatNumber(data.low)} and ${formatNumber(data.high)}.`) // prettier-ignore
    }
  }
  if (errorBeyond !== null && errorBeyond > 0.05) {
    found.push(`The law of one regime fails in the others: there it errs by ${formatShare(errorBeyond)} of the spread of ${table.target.name}.`) // prettier-ignore
  }
  if (guard.hullDimension < table.inputs.length) {
    found.push('Some inputs go together in all rows: what each does alone is not known.')
  }
  return found
}

function testEvidence({ test }: Surroundings): Evidence[] {
  return test === null ? [] : [test.plot]
}

function guardTable({ inputs, x }: DomainTable, guard: DomainGuard): Table {
  return {
    kind: 'table',
    id: 'guard',
    title: 'Where the rows lie',
    columns: ['input', 'from', 'to', 'unit'],
    rows: inputs.map(({ name, unit }, j) => {
      const values = x[j]!
      const low = values.reduce((least, value) => Math.min(least, value), Infinity)
      const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
      return [name, low, high, unit ?? '']
    }),
    caption: `Their convex hull has ${guard.hullDimension} dimensions. Points outside it, and in holes that are much emptier than their rim, are flagged; of the rows themselves ${formatShare(guard.insideFlagRate)} would be.`
  }
}

/** The law of one stretch beside others. */
export function stretchFinding(table: DomainTable, name: string, rows: number, law: Quantity): DomainDraft {
  return {
    kind: 'domain',
    key: `domain ${name}`,
    title: `${table.target.name} = ${printQuantity(law)} for ${name}`,
    summary: `The law of the ${rows} rows with ${name}, searched on them alone.`,
    metrics: { rows },
    warnings: [],
    evidence: [],
    target: table.target.name,
    law
  }
}
