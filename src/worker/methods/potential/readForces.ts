import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { ObservedColumn, Observations } from '../../../shared/domain/observations.ts'
import { findTimeColumn, findTrajectoryColumn } from '../../trajectories/findColumn.ts'
import { bodyGroupings, type Grouping } from '../mechanics/bodies.ts'
import { pairForces } from './pairForces.ts'

/** Places with the forces there. */
export interface ForceTable {
  readonly coordinates: readonly string[]
  /** Names of the columns of forces, one a coordinate. */
  readonly forceNames: readonly string[]
  readonly n: number
  /** positions[k][i] and forces[k][i], complete rows alone. */
  readonly positions: readonly Float64Array[]
  readonly forces: readonly Float64Array[]
  /** Velocities along the coordinates, where recorded: friction may depend on them. */
  readonly velocities: readonly Float64Array[] | null
  readonly velocityNames: readonly string[]
  readonly groupings: readonly Grouping[]
}

/** Fewest complete rows for each coordinate and number. */
const LEAST_ROWS = 20
const MOST_ROWS = 20_000
const MOST_COORDINATES = 30

/** Coordinates and forces of a table, or one sentence that says what it lacks. */
export function readForces(observations: Observations, options: MethodOptions): ForceTable | string {
  const apart = [findTimeColumn(observations), findTrajectoryColumn(observations)]
  const columns = observations.columns.filter(
    (column) =>
      !apart.includes(column) &&
      !column.isText &&
      (column.role === 'input' || column.role === 'target') &&
      (observations.inputs === null || observations.inputs.includes(column.variable.name) || column.role === 'target')
  )
  const names = columns.map(({ variable }) => variable.name)
  const found = pairForces(names, typeof options['pairs'] === 'string' ? options['pairs'] : '')
  if (typeof found === 'string') return found
  if (found.length > MOST_COORDINATES)
    return `There are ${found.length} coordinates; at most ${MOST_COORDINATES} can be looked at together. Choose some with pairs=x1:Fx1, y1:Fy1.`
  const column = (name: string): ObservedColumn => columns.find(({ variable }) => variable.name === name)!
  const velocityNames = found.flatMap(({ velocity }) => (velocity === null ? [] : [velocity]))
  const hasVelocities = velocityNames.length === found.length
  const used = [
    ...found.map(({ coordinate }) => column(coordinate)),
    ...found.map(({ force }) => column(force)),
    ...(hasVelocities ? velocityNames.map(column) : [])
  ]
  const rows = completeRows(observations.n, used)
  if (rows.length < LEAST_ROWS)
    return `There are ${rows.length} rows in which every coordinate and force is a finite number; at least ${LEAST_ROWS} are needed.`
  const still = used.slice(0, found.length).find(({ values }) => rows.every((row) => values[row] === values[rows[0]!]))
  if (still !== undefined)
    return `"${still.variable.name}" is the same in every row: forces at different places are needed.`
  const forces = used.slice(found.length, 2 * found.length)
  if (forces.every(({ values }) => rows.every((row) => values[row] === 0)))
    return 'Every force is 0: there is nothing to explain.'
  const coordinates = found.map(({ coordinate }) => coordinate)
  const groupings = bodyGroupings(coordinates)
  const masses = massesOf(options, groupings[0]!, coordinates.length)
  if (typeof masses === 'string') return masses
  const take = ({ values }: ObservedColumn) => Float64Array.from(rows, (row) => values[row]!)
  return {
    coordinates,
    forceNames: found.map(({ force }) => force),
    n: rows.length,
    positions: used.slice(0, found.length).map(take),
    forces: forces.map((force, k) => take(force).map((value) => masses[k]! * value)),
    velocities: hasVelocities ? used.slice(2 * found.length).map(take) : null,
    velocityNames: hasVelocities ? velocityNames : [],
    groupings
  }
}

function completeRows(n: number, columns: readonly ObservedColumn[]): number[] {
  const rows: number[] = []
  for (let row = 0; row < n; row++) {
    if (columns.every(({ values }) => Number.isFinite(values[row]))) rows.push(row)
  }
  const stride = Math.ceil(rows.length / MOST_ROWS)
  return stride > 1 ? rows.filter((_, i) => i % stride === 0) : rows
}

/** Mass along each coordinate; a text is the fault found. */
function massesOf(options: MethodOptions, bodies: Grouping, coordinates: number): number[] | string {
  const text = options['masses']
  const all = new Array<number>(coordinates).fill(1)
  if (typeof text !== 'string' || text.trim() === '') return all
  const masses = text.split(',').map((part) => Number(part.trim() || NaN))
  if (masses.some((mass) => !(mass > 0) || !Number.isFinite(mass)))
    return `The masses "${text}" are not all positive numbers.`
  if (masses.length !== bodies.length)
    return `There are ${bodies.length} bodies and ${masses.length} masses ("${text}"): give one for each.`
  bodies.forEach((body, b) => body.forEach((k) => (all[k] = masses[b]!)))
  return all
}
