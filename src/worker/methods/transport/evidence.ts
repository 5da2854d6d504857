import type { Evidence, HeatMap, Mark, Plot, Table } from '../../../shared/domain/evidence.ts'
import { apply, param, variable } from '../../../shared/domain/expr.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { unitsOfParams } from '../../../shared/expression/unitsOfParams.ts'
import { dissipation, type Spectrum } from './dissipation.ts'
import type { LinearResponse } from './linearResponse.ts'
import type { CoefficientMatrix } from './matrices.ts'
import type { TransportTable } from './transportTable.ts'

const MAX_POINTS = 2000
const MAX_FLUXES = 6

/** The matrix as a map, its entries with errors and units, measured against predicted fluxes, and the dissipation. */
export function transportEvidence(
  table: TransportTable,
  result: LinearResponse,
  matrices: readonly CoefficientMatrix[],
  spectrum: Spectrum
): Evidence[] {
  return [
    ...matrices.map((matrix) => heatMap(table, matrix)),
    ...matrices.map((matrix) => entryTable(table, matrix)),
    ...fluxPlots(table, result),
    dissipationPlot(table, result),
    spectrumTable(table, spectrum)
  ]
}

function heatMap({ fluxes, forces, field }: TransportTable, { power, related }: CoefficientMatrix): HeatMap {
  return {
    kind: 'heatMap',
    id: `coefficients-${power}`,
    title: power === 0 ? 'Transport coefficients' : `Coefficients of ${field!.variable.name}^${power}`,
    rows: fluxes.map(({ name }) => name),
    columns: forces.map(({ name }) => name),
    values: Float64Array.from(related.flat()),
    caption: 'L under the reciprocal relations; errors stand in the table.'
  }
}

function entryTable(table: TransportTable, matrix: CoefficientMatrix): Table {
  const { fluxes, forces, field } = table
  const { power, related, raw, standardErrors, rawErrors } = matrix
  return {
    kind: 'table',
    id: `entries-${power}`,
    title: power === 0 ? 'Entries of L' : `Entries at ${field!.variable.name}^${power}`,
    columns: ['flux', 'force', 'L', 'error', 'raw', 'error of raw', 'unit'],
    rows: fluxes.flatMap((flux, i) =>
      forces.map((force, j) => [
        flux.name,
        force.name,
        related[i]![j]!,
        standardErrors[i]![j]!,
        raw[i]![j]!,
        rawErrors[i]![j]!,
        unitOf(table, i, j, power) ?? ''
      ])
    ),
    caption: 'Estimated under the reciprocal relations, and freely (raw). Errors are standard errors.'
  }
}

/** The unit of L_ij at a power of the field; null where one of the units is not known. */
function unitOf({ fluxes, forces, field }: TransportTable, i: number, j: number, power: number): string | null {
  const force = forces[j]!
  const product = apply('mul', param(1), variable(force.name))
  const formula = Array.from({ length: power }).reduce<typeof product>(
    (sum) => apply('mul', sum, variable(field!.variable.name)),
    product
  )
  const inputs = field === null ? [force] : [force, field.variable]
  return unitsOfParams(formula, inputs, fluxes[i]!)[0] ?? null
}

/** Measured against predicted, flux by flux. */
export function fluxPlots(table: TransportTable, { response, fit, scales }: LinearResponse): Plot[] {
  const rows = shownRows(table.n)
  return table.fluxes.slice(0, MAX_FLUXES).map(({ name, unit }, i) => {
    const scale = scales.force[i]!
    const predicted = Float64Array.from(
      rows,
      (row) => response.columns.reduce((sum, column, c) => sum + fit.coefficients[i]![c]! * column[row]!, 0) / scale
    )
    const measured = Float64Array.from(rows, (row) => table.flux[i]![row]!)
    const both = [...predicted, ...measured]
    const ends = Float64Array.of(
      both.reduce((least, value) => Math.min(least, value), Infinity),
      both.reduce((most, value) => Math.max(most, value), -Infinity)
    )
    const marks: Mark[] = [
      { kind: 'line', series: 'equal', x: ends, y: ends },
      { kind: 'points', series: 'data', x: predicted, y: measured, labels: null }
    ]
    return {
      kind: 'plot',
      id: `flux-${name}`,
      title: `${name}, measured against predicted`,
      x: { label: `predicted ${name}`, unit, scale: 'linear' },
      y: { label: `measured ${name}`, unit, scale: 'linear' },
      marks,
      caption: 'On the line J = L X agrees with the measurement; a bend is a response that is not linear.'
    }
  })
}

function dissipationPlot(table: TransportTable, { response, fit }: LinearResponse): Plot {
  const rows = shownRows(table.n)
  const measured = dissipation(table)
  const { d } = response
  // forces over their scale times fluxes times it: the same products
  const predicted = Float64Array.from(rows, (row) => {
    let sum = 0
    for (let i = 0; i < d; i++) {
      let flux = 0
      for (let c = 0; c < response.columns.length; c++) flux += fit.coefficients[i]![c]! * response.columns[c]![row]!
      sum += flux * response.columns[i]![row]!
    }
    return sum
  })
  return {
    kind: 'plot',
    id: 'dissipation',
    title: 'Entropy production',
    x: { label: 'predicted X·J', unit: null, scale: 'linear' },
    y: { label: 'measured X·J', unit: null, scale: 'linear' },
    marks: [
      { kind: 'rule', series: 'zero', axis: 'y', at: 0 },
      {
        kind: 'points',
        series: 'data',
        x: predicted,
        y: Float64Array.from(rows, (row) => measured[row]!),
        labels: null
      }
    ],
    caption: 'The second law asks that no row lies below zero by more than its noise.'
  }
}

function spectrumTable({ fluxes, forces }: TransportTable, { eigenvalues, projected }: Spectrum): Table {
  return {
    kind: 'table',
    id: 'secondLaw',
    title: 'Dissipation',
    columns: ['flux', ...forces.map(({ name }) => name), 'eigenvalue'],
    rows: fluxes.map(({ name }, i) => [name, ...projected[i]!, formatNumber(eigenvalues[i]!, 4)]),
    caption:
      'The nearest matrix whose dissipation is never negative, and the eigenvalues of the dissipation before that, relative to the largest.'
  }
}

/** Every row, or evenly spaced ones of very many. */
function shownRows(n: number): Uint32Array {
  const step = Math.max(1, Math.ceil(n / MAX_POINTS))
  return Uint32Array.from({ length: Math.ceil(n / step) }, (_, k) => k * step)
}
