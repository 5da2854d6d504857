import { mapExpr, variable, apply, constant, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { InvestigationContext } from '../method.ts'
import { formulasOf } from '../mechanics/formulasOf.ts'
import type { Parametric } from '../mechanics/parametric.ts'
import { fromExpression, numberName } from '../mechanics/parametric.ts'
import type { LearnedPotential } from './learnPotential.ts'
import type { ForceTable } from './readForces.ts'

const MOST_ROWS = 400
const SEARCH = { timeShare: 0.25, mostSeconds: 20, kept: 4 }
/** Share of the learned potential's variance that a function of the distance must explain to be one. */
const RADIAL = 0.02

/**
 * Potentials found by the search for formulas on what the network has learned: of the distance, where it depends on that
 * alone, else of all coordinates. Their numbers are first guesses.
 */
export async function searchPotential(
  table: ForceTable,
  { trained, rows, isPairwise }: LearnedPotential,
  operators: readonly OperatorId[],
  context: InvestigationContext
): Promise<Parametric[]> {
  const stride = Math.max(1, Math.ceil(rows.n / MOST_ROWS))
  const picked = Array.from({ length: Math.ceil(rows.n / stride) }, (_, i) => i * stride)
  const places = picked.map((i) => Float64Array.from(rows.positions, (values) => values[i]!))
  const y = Float64Array.from(places, (place) => trained.field.value(place))
  const bodies = table.groupings[0]!
  const isTwo = isPairwise && bodies.length === 2
  const isCentral = bodies.length === 1 && bodies[0]!.length > 1
  if (isTwo || isCentral) {
    const squared = isTwo
      ? bodies[0]!.map((k, axis) =>
          apply('sub', variable(table.coordinates[k]!), variable(table.coordinates[bodies[1]![axis]!]!))
        )
      : bodies[0]!.map((k): Expr => variable(table.coordinates[k]!))
    const square = squared.map((part): Expr => apply('pow', part, constant(2))).reduce((sum, part) => apply('add', sum, part)) // prettier-ignore
    const r = Float64Array.from(places, (place) =>
      Math.hypot(...bodies[0]!.map((k, axis) => (isTwo ? place[k]! - place[bodies[1]![axis]!]! : place[k]!)))
    )
    if (isFunctionOf(r, y)) {
      const found = await formulasOf({ target: 'V', inputs: ['r'], x: [r], y }, operators, SEARCH, context)
      return found.map((law) => substituted(law, square))
    }
  }
  const x = table.coordinates.map((_, k) => Float64Array.from(places, (place) => place[k]!))
  const found = await formulasOf({ target: 'V', inputs: table.coordinates, x, y }, operators, SEARCH, context)
  return found.map(fromExpression)
}

/** r replaced by the root of the square, with numbered numbers. */
function substituted(law: Expr, square: Expr): Parametric {
  const values: number[] = []
  const expr = mapExpr(law, {
    param: (node) => variable(numberName(values.push(node.value) - 1)),
    var: () => apply('sqrt', square)
  })
  return { expr, values }
}

/** Whether neighbours in r have like values: differences of neighbours beside the spread. */
function isFunctionOf(r: Float64Array, y: Float64Array): boolean {
  const order = Array.from(r.keys()).sort((a, b) => r[a]! - r[b]!)
  const centre = y.reduce((sum, value) => sum + value, 0) / y.length
  let steps = 0
  let spread = 0
  order.forEach((at, i) => {
    spread += (y[at]! - centre) ** 2
    if (i > 0) steps += (y[at]! - y[order[i - 1]!]!) ** 2 / 2
  })
  return steps < RADIAL * spread
}
