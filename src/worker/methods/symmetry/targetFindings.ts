import type { Evidence } from '../../../shared/domain/evidence.ts'
import { paramValues, type Expr } from '../../../shared/domain/expr.ts'
import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { Law } from '../../../shared/domain/law.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import type { DomainTable } from '../domain/domainTable.ts'
import { roundedNumbers } from '../mechanics/roundedNumbers.ts'
import type { TestedSymmetry } from './lawSymmetry.ts'
import { describeGenerator, describeSymmetry, invariantsOf, type TargetSymmetry } from './targetSymmetry.ts'

/** What was tested: a formula, or smooth functions of the rows. */
export type Tested =
  { readonly kind: 'law'; readonly law: Law } | { readonly kind: 'data'; readonly unexplained: number }

/** Of what is said where no symmetry was found. */
export const TARGET_KEY = 'target'

export function targetFinding(
  found: TestedSymmetry,
  all: readonly TestedSymmetry[],
  tested: Tested,
  table: DomainTable
): FindingDraft {
  // prettier-ignore
  const { symmetry, violation } = found
  const names = table.inputs.map(({ name }) => name)
  const invariant = invariantsOf(symmetry, names)[0]
  return {
    kind: 'symmetry',
    key: `target ${symmetry.kind} ${symmetry.inputs.join(' ')} ${'sign' in symmetry ? symmetry.sign : ''}`.trim(),
    title: describeSymmetry(symmetry, names, table.target.name),
    summary: `${sourceOf(tested, table)} The generator is ${describeGenerator(symmetry, names)}. ${judged(tested, violation)}`,
    metrics: {
      violation,
      ratio: 'ratio' in symmetry ? symmetry.ratio : null,
      degree: 'degree' in symmetry ? symmetry.degree : null,
      inputs: symmetry.inputs.length,
      ...sourceMetrics(tested, table)
    },
    warnings: [],
    evidence: [testTable(all, tested, table)],
    invariant:
      invariant === undefined || isCovariant(symmetry)
        ? null
        : { expression: invariant, uncertainties: paramValues(invariant).map(() => null) }
  }
}

export function reducedLawFinding(
  expression: Expr,
  law: Law,
  found: readonly TestedSymmetry[],
  tested: Tested,
  table: DomainTable
): FindingDraft {
  // prettier-ignore
  return {
    kind: 'law',
    key: 'target law',
    title: `${table.target.name} = ${printInfix(roundedNumbers(expression))}, from invariants`,
    summary: `A law of ${table.target.name} was found when the search was given the invariants of its symmetries in place of the inputs.`,
    metrics: { rSquared: law.fit.rSquared, rmse: law.fit.rmse, ...sourceMetrics(tested, table) },
    warnings: [],
    evidence: [testTable(found, tested, table)],
    target: table.target.name,
    expression,
    uncertainties: paramValues(expression).map(() => null)
  }
}

export function nothingOfTarget(all: readonly TestedSymmetry[], tested: Tested, table: DomainTable): FindingDraft {
  const isTold = tested.kind === 'law' || all.length > 0
  return {
    kind: 'nothing',
    key: TARGET_KEY,
    title: isTold ? `${table.target.name} has no symmetry of those looked for` : `Nothing tells ${table.target.name}: no symmetry can be tested`, // prettier-ignore
    summary: isTold
      ? `${sourceOf(tested, table)} Translations, rotations, boosts, scalings, permutations and parities of the inputs all change it by more than the errors.`
      : `A smooth function of the inputs leaves most of ${table.target.name} unexplained in held-out rows, so that a symmetry would mean nothing.`,
    metrics: sourceMetrics(tested, table),
    warnings: [],
    evidence: [testTable(all, tested, table)]
  }
}

/** The target itself changes by a known factor: what is left unchanged is a ratio with it. */
function isCovariant(symmetry: TargetSymmetry): boolean {
  return (symmetry.kind === 'scale' && symmetry.degree !== 0) || (symmetry.kind === 'parity' && symmetry.sign === -1)
}

function sourceOf(tested: Tested, { target, n }: DomainTable): string {
  return tested.kind === 'law'
    ? `Tested on the law ${target.name} = ${printInfix(roundedNumbers(tested.law.expression))}.`
    : `Tested on smooth functions of ${n} rows, held-out rows deciding, because no formula was found.`
}

function judged(tested: Tested, violation: number): string {
  if (tested.kind === 'data')
    return `With its invariants in place of the inputs the error on held-out rows is ${formatNumber(violation, 3)} times that of all inputs, and without them it is significantly larger.`
  return violation < 1e-7
    ? 'Under it the law does not change at all.'
    : `Under it the law changes by ${formatShare(violation)} of what unrelated inputs change, which its fitted numbers leave open.`
}

function sourceMetrics(tested: Tested, { n }: DomainTable): Record<string, number | null> {
  return tested.kind === 'law'
    ? { rows: n, lawRSquared: tested.law.fit.rSquared, unexplained: null }
    : { rows: n, lawRSquared: null, unexplained: tested.unexplained }
}

function testTable(all: readonly TestedSymmetry[], tested: Tested, { inputs, target }: DomainTable): Evidence {
  const names = inputs.map(({ name }) => name)
  return {
    kind: 'table',
    id: 'tests',
    title: 'Changes that were tried',
    columns: ['statement', tested.kind === 'law' ? 'change under the group' : 'error with invariants', 'holds'],
    rows: all.map(({ symmetry, violation, isSymmetry }) => [describeSymmetry(symmetry, names, target.name), violation, isSymmetry ? 'yes' : 'no']), // prettier-ignore
    caption: tested.kind === 'law' ? 'Beside the change between unrelated inputs; 0 is a perfect symmetry.' : 'Beside the error with all inputs, on held-out rows.' // prettier-ignore
  }
}
