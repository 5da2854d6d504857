import type { GradientSystem, StackedColumn } from '../mechanics/gradientSystem.ts'
import type { ForceTable } from './readForces.ts'

/** Whirls fall or grow with the distance from their axis by these powers. */
const WHIRL_POWERS = [0, -1, -2, -3, 2]
/** Above this many coordinates whirls are looked for within bodies alone. */
const MOST_COORDINATES = 6

/** Root mean square of all forces. */
function forceSize({ forces, n }: ForceTable): number {
  let sum = 0
  for (const values of forces) for (const value of values) sum += value * value
  return Math.sqrt(sum / (n * forces.length))
}

/**
 * Force = −∂V/∂coordinate in every row, and beside it what no potential gives: friction where velocities are known,
 * whirls around the origin, a shear. All rows have weight one over the size of the forces.
 */
export function forceSystem(table: ForceTable, rows: Uint32Array | null = null): GradientSystem {
  const take = (values: Float64Array) => (rows === null ? values : Float64Array.from(rows, (row) => values[row]!))
  const positions = table.positions.map(take)
  const velocities = table.velocities?.map(take) ?? null
  const weight = 1 / forceSize(table)
  return {
    names: [...table.coordinates, ...table.velocityNames],
    columns: [...positions, ...(velocities ?? [])],
    blocks: table.coordinates.map((variable, k) => ({ variable, factor: -1, weight, target: take(table.forces[k]!) })),
    project: (values) => values,
    others: [...(velocities === null ? [] : frictions(velocities, table.velocityNames)), ...whirls(table, positions)],
    independent: (rows?.length ?? table.n) * table.coordinates.length
  }
}

function frictions(velocities: readonly Float64Array[], names: readonly string[]): StackedColumn[] {
  const size = velocities[0]!.map((_, i) => Math.hypot(...velocities.map((values) => values[i]!)))
  const speed = names.length === 1 ? `abs(${names[0]!})` : 'speed'
  return [
    { name: `-(${names.join(', ')})`, parts: velocities.map((values) => values.map((value) => -value)) },
    {
      name: `-${speed}*(${names.join(', ')})`,
      parts: velocities.map((values) => values.map((value, i) => -value * size[i]!))
    }
  ]
}

function whirls({ coordinates, groupings }: ForceTable, positions: readonly Float64Array[]): StackedColumn[] {
  const pairs: (readonly [number, number])[] = []
  coordinates.forEach((_, i) => {
    for (let j = i + 1; j < coordinates.length; j++) {
      const isTogether = groupings[0]!.some((body) => body.includes(i) && body.includes(j))
      if (coordinates.length <= MOST_COORDINATES || isTogether) pairs.push([i, j])
    }
  })
  return pairs.flatMap(([i, j]) => {
    const [x, y] = [positions[i]!, positions[j]!]
    const [a, b] = [coordinates[i]!, coordinates[j]!]
    const only = (k: number, values: Float64Array) => coordinates.map((_, c) => (c === k ? values : null))
    return [
      ...WHIRL_POWERS.map((power): StackedColumn => {
        const strength = x.map((value, row) => Math.hypot(value, y[row]!) ** power)
        const factor = power === 0 ? '' : `/(${a}^2 + ${b}^2)^(${-power / 2})`
        return {
          name: `(-${b}, ${a})${power === 2 ? `*(${a}^2 + ${b}^2)` : factor}`,
          parts: coordinates.map((_, c) =>
            c === i
              ? y.map((value, row) => -value * strength[row]!)
              : c === j
                ? x.map((value, row) => value * strength[row]!)
                : null
          )
        }
      }),
      { name: `${b} along ${a}`, parts: only(i, y) },
      {
        name: `${b}^2 along ${a}`,
        parts: only(
          i,
          y.map((value) => value * value)
        )
      },
      {
        name: `${a}^2 along ${b}`,
        parts: only(
          j,
          x.map((value) => value * value)
        )
      }
    ]
  })
}
