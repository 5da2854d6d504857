import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import { toGauge } from './gauge.ts'
import { applyMap, type LatentMap } from './latentMap.ts'
import { fixedPoint } from './mapFacts.ts'
import { matrixLogarithm } from './matrixLogarithm.ts'
import type { PairTable, Points } from './pairTable.ts'
import type { LatentModel } from './trainLatent.ts'

/** The generator of a symmetry as a field over the data: how each coordinate begins to change. */
export interface DataGenerator {
  /** Points in the units of the table, and how they begin to move, per one transformation. */
  readonly points: Points
  readonly velocities: Points
  /** velocity ≈ matrix · (x − centre): the linear part, in units of the spread of each coordinate. */
  readonly linear: Matrix
  /** Share of the field that the linear part says. */
  readonly linearShare: number
}

const MOST_POINTS = 300
const STEP = 1e-4

/** Null where the transformation is not connected to doing nothing: a reflection. */
export function dataGenerator({ coder, maps }: LatentModel, table: PairTable, which: number): DataGenerator | null {
  const map = maps.canonical[which]!
  const generator = matrixLogarithm(map.matrix)
  if (generator === null) return null
  const flow = latentFlow(map, generator)
  const { gauge } = maps
  const points = table.training.from.slice(0, MOST_POINTS)
  const velocities = points.map((x) => {
    const z = coder.encode(x)
    const velocity = gauge.basis.mmul(Matrix.columnVector(flow(toGauge(gauge, z)))).to1DArray()
    const ahead = coder.decode(z.map((value, j) => value + STEP * velocity[j]!))
    const behind = coder.decode(z.map((value, j) => value - STEP * velocity[j]!))
    return ahead.map((value, j) => (value - behind[j]!) / (2 * STEP))
  })
  const { linear, share } = linearPart(points, velocities)
  const still = table.centre.map(() => 0)
  const inUnits = (point: Float64Array, centre: readonly number[]) => point.map((value, j) => centre[j]! + value * table.spread[j]!) // prettier-ignore
  return {
    points: points.map((point) => inUnits(point, table.centre)),
    velocities: velocities.map((velocity) => inUnits(velocity, still)),
    linear,
    linearShare: share
  }
}

/** w → velocity at w, about the fixed point where there is one. */
function latentFlow(map: LatentMap, generator: Matrix): (w: Float64Array) => Float64Array {
  const isShift = generator.norm() < 1e-9
  const centre = isShift ? null : fixedPoint(map)
  return (w) =>
    centre === null
      ? isShift ? map.shift : applyMap(map, w).map((value, j) => value - w[j]!) // prettier-ignore
      : applyMap({ matrix: generator, shift: new Float64Array(w.length) }, w.map((value, j) => value - centre[j]!)) // prettier-ignore
}

function linearPart(points: Points, velocities: Points): { linear: Matrix; share: number } {
  const design = new Matrix(points.map((point) => [...point, 1]))
  const right = new Matrix(velocities.map((velocity) => [...velocity]))
  // coordinates may go together: the shortest solution, without directions that the points do not span
  const solution = new SingularValueDecomposition(design, { autoTranspose: true }).solve(right)
  const rest = Matrix.sub(design.mmul(solution), right)
  const d = points[0]!.length
  return {
    linear: solution.subMatrix(0, d - 1, 0, d - 1).transpose(),
    share: 1 - rest.norm() ** 2 / Math.max(right.norm() ** 2, 1e-300)
  }
}
