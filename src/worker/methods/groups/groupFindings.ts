import { mapExpr, param, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { Plot, Table } from '../../../shared/domain/evidence.ts'
import type { FindingDraft, NumbersByGroup } from '../../../shared/domain/finding.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { formatWithError } from '../../../shared/expression/formatWithError.ts'
import { printQuantity } from '../../../shared/expression/printFinding.ts'
import { lawOfGroup, type GroupLaw } from './groupLaw.ts'
import type { GroupTable } from './groupTable.ts'

/** Groups whose law is a finding of its own; the table of the first one has all. */
const MAX_SHOWN = 12

/** The law with names for the numbers that differ, and their values; then the law of each group as a formula. */
export function groupFindings(table: GroupTable, law: GroupLaw): FindingDraft[] {
  const { target, column, labels } = table
  const names = ownNames(table, law)
  const own = Object.values(names)
  const shared = { expression: named(law, names), uncertainties: sharedErrors(law) }
  const kept =
    own.length === law.isOwn.length
      ? '.'
      : `; every other number is the same in all ${labels.length}, because values of their own would lengthen the description.`
  const told =
    own.length === 0
      ? `All numbers are the same in the ${labels.length} groups of ${column}: values of their own would lengthen the description.`
      : `From group to group of ${column} ${own.join(', ')} ${own.length === 1 ? 'differs' : 'differ'}${kept}`
  const whole: FindingDraft = {
    kind: 'law',
    key: 'groups',
    title: `${target.name} = ${printQuantity(shared)}${own.length === 0 ? '' : ` with ${own.join(', ')} by ${column}`}`,
    summary: told,
    metrics: figures(table, law),
    warnings: table.rowsOf.flatMap((rows, g) =>
      rows.length > own.length + 1 ? [] : [`${labels[g]} has ${rows.length} rows, too few to test the law on.`]
    ),
    evidence: [...(own.length === 0 ? [] : [numbersTable(table, law, names)]), residualPlot(table, law)],
    target: target.name,
    ...(own.length === 0 ? {} : { byGroup: numbersByGroup(table, law, names) }),
    ...shared
  }
  if (own.length === 0) return [whole]
  const each = labels.slice(0, MAX_SHOWN).map((label, g): FindingDraft => {
    const quantity = {
      expression: lawOfGroup(law, g),
      uncertainties: law.standardErrors.map((errors) => errors[g] ?? errors[0] ?? null)
    }
    return {
      kind: 'law',
      key: `groups ${label}`,
      title: `${target.name} = ${printQuantity(quantity)} for ${column} = ${label}`,
      summary: `The common law with the numbers of this group, which has ${table.rowsOf[g]!.length} rows.`,
      metrics: { rows: table.rowsOf[g]!.length, rmse: rootMeanSquare(law.residuals, table.rowsOf[g]!) },
      warnings: [],
      evidence: [],
      target: target.name,
      ...quantity
    }
  })
  return [whole, ...each]
}

/** The answer that only the groups differ, or nothing does. */
export function nothingFinding(table: GroupTable, constant: GroupLaw | null): FindingDraft {
  const { target, column, n } = table
  const isByGroup = constant?.isOwn[0] === true
  return {
    kind: 'nothing',
    key: 'groups',
    title: `No law of ${target.name} in the groups of ${column}`,
    summary: `In ${n} rows no formula describes ${target.name} shorter than ${isByGroup ? 'a constant for each group' : 'one constant'} does.`,
    metrics: { rows: n, groups: table.labels.length },
    warnings: [],
    evidence: [
      {
        kind: 'table',
        id: 'means',
        title: `${target.name} by ${column}`,
        columns: [column, 'rows', `mean of ${target.name}`],
        rows: table.labels.map((label, g) => [label, table.rowsOf[g]!.length, meanOf(table.y, table.rowsOf[g]!)]),
        caption: 'The means of the groups, which no input explains any further.'
      }
    ]
  }
}

/** Names of the numbers that differ, by their place in the form; none that a column has. */
function ownNames({ inputs, target }: GroupTable, { isOwn }: GroupLaw): Readonly<Record<number, string>> {
  const taken = [target.name, ...inputs.map(({ name }) => name)]
  const stem = ['c', 'k', 'p', 'c_group'].find((name) => !taken.some((other) => other.startsWith(`${name}_`))) ?? 'c__'
  const places = isOwn.flatMap((own, i) => (own ? [i] : []))
  return Object.fromEntries(places.map((place, k) => [place, `${stem}_${k + 1}`]))
}

function named({ form, numbers }: GroupLaw, names: Readonly<Record<number, string>>): Expr {
  let next = 0
  return mapExpr(form, {
    param: () => {
      const i = next++
      const name = names[i]
      return name === undefined ? param(numbers[i]![0]!) : variable(name)
    }
  })
}

function sharedErrors({ isOwn, standardErrors }: GroupLaw): (number | null)[] {
  return isOwn.flatMap((own, i) => (own ? [] : [standardErrors[i]![0] ?? null]))
}

function figures({ n, y, labels }: GroupTable, { isOwn, residuals }: GroupLaw): Record<string, number> {
  const mean = y.reduce((sum, value) => sum + value, 0) / n
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const left = residuals.reduce((sum, value) => sum + value ** 2, 0)
  return {
    rows: n,
    groups: labels.length,
    sharedNumbers: isOwn.filter((own) => !own).length,
    numbersByGroup: isOwn.filter(Boolean).length,
    rmse: Math.sqrt(left / n),
    rSquared: 1 - left / total
  }
}

function numbersByGroup(
  { column, labels }: GroupTable,
  { numbers, standardErrors }: GroupLaw,
  names: Readonly<Record<number, string>>
): NumbersByGroup {
  return {
    column,
    groups: labels,
    numbers: Object.entries(names).map(([place, name]) => ({
      name,
      values: numbers[Number(place)]!,
      standardErrors: standardErrors[Number(place)]!
    }))
  }
}

function numbersTable(table: GroupTable, law: GroupLaw, names: Readonly<Record<number, string>>): Table {
  const places = Object.keys(names).map(Number)
  return {
    kind: 'table',
    id: 'numbers',
    title: `Numbers by ${table.column}`,
    columns: [table.column, 'rows', ...Object.values(names), 'error'],
    rows: table.labels.map((label, g) => [
      label,
      table.rowsOf[g]!.length,
      ...places.map((i) => formatWithError(law.numbers[i]![g]!, law.standardErrors[i]![g] ?? null)),
      formatNumber(rootMeanSquare(law.residuals, table.rowsOf[g]!), 3)
    ]),
    caption: 'Fitted together with the shared numbers; the error is the root mean square of the residuals of the group.'
  }
}

function residualPlot({ labels, rowsOf, y, target }: GroupTable, { residuals }: GroupLaw): Plot {
  return {
    kind: 'plot',
    id: 'residuals',
    title: 'Residuals by group',
    x: { label: target.name, unit: target.unit, scale: 'linear' },
    y: { label: `residual of ${target.name}`, unit: target.unit, scale: 'linear' },
    marks: [
      { kind: 'rule', series: 'zero', axis: 'y', at: 0 },
      ...labels.slice(0, MAX_SHOWN).map((label, g) => ({
        kind: 'points' as const,
        series: label,
        x: Float64Array.from(rowsOf[g]!, (row) => y[row]!),
        y: Float64Array.from(rowsOf[g]!, (row) => residuals[row]!),
        labels: null
      }))
    ],
    caption: 'A group that the law does not fit shows as a cloud away from zero.'
  }
}

function rootMeanSquare(values: Float64Array, rows: Uint32Array): number {
  return Math.sqrt(rows.reduce((sum, row) => sum + values[row]! ** 2, 0) / rows.length)
}

function meanOf(values: Float64Array, rows: Uint32Array): number {
  return rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length
}
