import { Matrix, SingularValueDecomposition } from 'ml-matrix'
import { apply, constant, param, paramValues, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { Quantity } from '../../../shared/domain/finding.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { toGauge } from './gauge.ts'
import { fixedPoint } from './mapFacts.ts'
import type { PairTable } from './pairTable.ts'
import type { LatentModel } from './trainLatent.ts'

/** Share of the latent points that straight coordinates may leave. */
const STRAIGHT = 1e-3
/** Spread of the quantity from before to after, relative to its size. */
const KEPT = 0.02
/** A formula of more columns is not read by anybody. */
const MOST_COLUMNS = 4

/**
 * The squared distance from the axis of a rotation as a formula of the columns, where the latent space is a straight
 * picture of the data; else null.
 */
export function pairInvariant({ coder, maps }: LatentModel, table: PairTable): Quantity | null {
  const centre = fixedPoint(maps.canonical[0]!)
  if (centre === null || coder.latent !== 2 || table.kept.length > MOST_COLUMNS) return null
  const place = (x: Float64Array) => toGauge(maps.gauge, coder.encode(x)).map((value, j) => value - centre[j]!)
  const points = table.training.from.map((x) => [...x])
  const design = new Matrix(points.map((point) => [...point, 1]))
  const places = new Matrix(table.training.from.map((x) => [...place(x)]))
  const axes = new SingularValueDecomposition(design, { autoTranspose: true }).solve(places)
  if (Matrix.sub(design.mmul(axes), places).norm() ** 2 > STRAIGHT * places.norm() ** 2) return null
  const radius = (x: Float64Array) => {
    const w = new Matrix([[...x, 1]]).mmul(axes).to1DArray()
    return w[0]! ** 2 + w[1]! ** 2
  }
  const before = table.heldOut.from.map(radius)
  const change = table.heldOut.to.reduce((sum, y, p) => sum + (radius(y) - before[p]!) ** 2, 0)
  if (change > KEPT ** 2 * before.reduce((sum, value) => sum + value * value, 0)) return null
  const squares = [0, 1].map((k) => apply('pow', straightForm(table, axes, k), constant(2)))
  const expression = simplify(apply('add', squares[0]!, squares[1]!))
  return { expression, uncertainties: paramValues(expression).map(() => null) }
}

/** Σ axes[j][k] (x_j − centre_j) / spread_j + axes[d][k] in the units of the table. */
function straightForm(table: PairTable, axes: Matrix, k: number): Expr {
  let offset = axes.get(table.kept.length, k)
  const terms = table.kept.map((j, c) => {
    const factor = axes.get(c, k) / table.spread[c]!
    offset -= factor * table.centre[c]!
    return apply('mul', param(factor), variable(table.pairs.names[j]!))
  })
  return terms.reduce<Expr>((sum, term) => apply('add', sum, term), param(offset))
}
