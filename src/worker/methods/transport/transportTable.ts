import type { Variable } from '../../../shared/domain/dataset.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { ObservedColumn, Observations } from '../../../shared/domain/observations.ts'
import { pickRows } from '../../numeric/pickRows.ts'
import { largestSize } from '../../numeric/statistics.ts'

/** Fluxes and the forces conjugate to them, on the rows where all have a number. */
export interface TransportTable {
  readonly n: number
  readonly fluxes: readonly Variable[]
  readonly forces: readonly Variable[]
  /** flux[i][r], force[i][r]: pair i, row r. */
  readonly flux: readonly Float64Array[]
  readonly force: readonly Float64Array[]
  /** −1 for a pair that belongs to a variable odd under time reversal, else 1. */
  readonly parity: readonly (1 | -1)[]
  readonly field: { readonly variable: Variable; readonly values: Float64Array } | null
  /** Relative weights of the rows, or null for equal ones. */
  readonly weights: Float64Array | null
}

const FLUX = /^(?:j|flux|fluxes|current|flow)[\s_]*(.*)$/i
const FORCE = /^(?:x|force|forces|gradient|grad|affinity)[\s_]*(.*)$/i
const FIELD = /^(?:b|h|bz|b_z|field|magnetic[\s_]?field|omega|rotation)$/i
/** Rows beyond the number of coefficients in one flux that an estimate of the noise asks for. */
const SPARE_ROWS = 3
/** Of a flux and its force: sums of its squares, and products of these, have to stay finite. */
const LARGEST_PRODUCT = 1e70

/** The table that the options and the names of the columns describe, or in words what it lacks. */
export function readTransportTable(observations: Observations, options: MethodOptions): TransportTable | string {
  const columns = observations.columns.filter(({ isText }) => !isText)
  const chosen = choosePairs(columns, options)
  if (typeof chosen === 'string') return chosen
  const { flux, force } = chosen
  const d = flux.length
  if (d < 2) {
    return `Reciprocity relates at least two fluxes and two forces; there is one pair, ${flux[0]!.variable.name} and ${force[0]!.variable.name}.`
  }
  const field = chooseField(columns, [...flux, ...force], String(options.field ?? ''))
  if (typeof field === 'string') return field
  const weight = columns.find(({ role }) => role === 'weight')
  const all = [...flux, ...force, ...(field === null ? [] : [field]), ...(weight === undefined ? [] : [weight])]
  const rows = completeRows(all, weight, observations.n)
  if (rows.length < d + SPARE_ROWS) {
    return `${d} fluxes and ${d} forces need at least ${d + SPARE_ROWS} complete rows; there are ${rows.length}.`
  }
  const take = ({ values }: ObservedColumn) => pickRows(values, rows)
  const still = force.find((column) => isConstant(take(column)) && take(column)[0] === 0)
  if (still !== undefined) return `The force ${still.variable.name} is 0 in every row: it must vary.`
  const wild = flux.findIndex((column, i) => isBeyondRange(largestSize(take(column)) * largestSize(take(force[i]!))))
  if (wild >= 0)
    return `${flux[wild]!.variable.name}·${force[wild]!.variable.name} is too large or too small to be squared: choose units in which it is nearer 1.`
  const parity = readParity(chosen, String(options.odd ?? ''))
  if (typeof parity === 'string') return parity
  return {
    n: rows.length,
    fluxes: flux.map(({ variable }) => variable),
    forces: force.map(({ variable }) => variable),
    flux: flux.map(take),
    force: force.map(take),
    parity,
    field: field === null ? null : { variable: field.variable, values: take(field) },
    weights: weight === undefined ? null : take(weight)
  }
}

interface Pairs {
  readonly flux: readonly ObservedColumn[]
  readonly force: readonly ObservedColumn[]
}

function choosePairs(columns: readonly ObservedColumn[], options: MethodOptions): Pairs | string {
  const flux = namedColumns(columns, String(options.fluxes ?? ''))
  const force = namedColumns(columns, String(options.forces ?? ''))
  if (typeof flux === 'string') return flux
  if (typeof force === 'string') return force
  if (flux !== null && force !== null) {
    if (flux.length === force.length) return { flux, force }
    return `Every flux needs its conjugate force: there are ${flux.length} fluxes and ${force.length} forces.`
  }
  const fluxes = flux ?? columns.filter(({ variable }) => FLUX.test(variable.name))
  const forces = force ?? columns.filter(({ variable }) => FORCE.test(variable.name))
  if (fluxes.length === 0) return 'No column looks like a flux: name them J1, J2, … or set fluxes=NAME,NAME.'
  if (forces.length === 0) return 'No column looks like a force: name them X1, X2, … or set forces=NAME,NAME.'
  return pairBySuffix(fluxes, forces)
}

/** J1 with X1, J_heat with X_heat; where one side was chosen by hand and nothing matches, in the order given. */
function pairBySuffix(fluxes: readonly ObservedColumn[], forces: readonly ObservedColumn[]): Pairs | string {
  const suffix = (pattern: RegExp, { variable }: ObservedColumn) => pattern.exec(variable.name)?.[1]?.toLowerCase()
  const flux = fluxes.filter((each) => forces.some((other) => suffix(FORCE, other) === suffix(FLUX, each)))
  const force = flux.map((each) => forces.find((other) => suffix(FORCE, other) === suffix(FLUX, each))!)
  // a further column such as `x` or `jitter` only looks like one; `J3` without `X3` is a gap
  const isAlone = (each: ObservedColumn) => !flux.includes(each) && !force.includes(each)
  const gap = [...fluxes, ...forces].some((each) => isAlone(each) && /\d$/.test(each.variable.name))
  if (flux.length > 0 && !gap) return { flux, force }
  if (flux.length === 0 && fluxes.length === forces.length) return { flux: fluxes, force: forces }
  const names = (list: readonly ObservedColumn[]) => list.map(({ variable }) => variable.name).join(', ')
  return `Every flux needs its conjugate force: the fluxes ${names(fluxes)} and the forces ${names(forces)} do not pair; set fluxes= and forces= in the same order.`
}

/** Null where the option is empty; a refusal for a name that is no column. */
function namedColumns(columns: readonly ObservedColumn[], text: string): readonly ObservedColumn[] | string | null {
  const names = text.split(',').map((name) => name.trim()).filter((name) => name !== '') // prettier-ignore
  if (names.length === 0) return null
  const unknown = names.find((name) => !columns.some(({ variable }) => variable.name === name))
  if (unknown !== undefined) return `There is no column of numbers "${unknown}".`
  if (new Set(names).size < names.length) return `A column is named twice in ${text}.`
  return names.map((name) => columns.find(({ variable }) => variable.name === name)!)
}

function chooseField(
  columns: readonly ObservedColumn[],
  taken: readonly ObservedColumn[],
  asked: string
): ObservedColumn | string | null {
  if (asked !== '') {
    return columns.find(({ variable }) => variable.name === asked) ?? `There is no column of numbers "${asked}".`
  }
  return columns.find((column) => !taken.includes(column) && FIELD.test(column.variable.name)) ?? null
}

function readParity({ flux, force }: Pairs, text: string): readonly (1 | -1)[] | string {
  const odd = text.split(',').map((name) => name.trim()).filter((name) => name !== '') // prettier-ignore
  const isOf = (name: string, i: number) => flux[i]!.variable.name === name || force[i]!.variable.name === name
  const unknown = odd.find((name) => !flux.some((_, i) => isOf(name, i)))
  if (unknown !== undefined) return `odd=${unknown}: no flux and no force has this name.`
  return flux.map((_, i) => (odd.some((name) => isOf(name, i)) ? -1 : 1))
}

function completeRows(columns: readonly ObservedColumn[], weight: ObservedColumn | undefined, n: number): Uint32Array {
  const rows: number[] = []
  for (let row = 0; row < n; row++) {
    const isUsable = weight === undefined || weight.values[row]! > 0
    if (isUsable && columns.every(({ values }) => Number.isFinite(values[row]))) rows.push(row)
  }
  return Uint32Array.from(rows)
}

/** A flux that is 0 in every row is in range. */
function isBeyondRange(product: number): boolean {
  return !(product === 0 || (product > 1 / LARGEST_PRODUCT && product < LARGEST_PRODUCT))
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0])
}
