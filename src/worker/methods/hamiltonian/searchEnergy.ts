import { apply, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { InvestigationContext } from '../method.ts'
import { formulasOf } from '../mechanics/formulasOf.ts'
import { fromExpression } from '../mechanics/parametric.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import type { MotionFrame } from '../dynamics/motion.ts'
import type { EnergyNetwork } from './energyNetwork.ts'
import type { EnergyLaw } from './energyLaw.ts'
import type { RateRows } from './rateRows.ts'

const MOST_ROWS = 400
/** Of each part, whose formulas are tried together. */
const SEARCH = { timeShare: 0.2, mostSeconds: 15, kept: 2 }

/**
 * Energies found by the search for formulas on what the network has learned: on the whole energy, and on its parts that
 * depend on coordinates and on momenta alone. Their numbers are first guesses.
 */
export async function searchEnergy(
  frame: MotionFrame,
  space: PhaseSpace,
  network: EnergyNetwork,
  rows: RateRows,
  near: EnergyLaw,
  operators: readonly OperatorId[],
  context: InvestigationContext
): Promise<EnergyLaw[]> {
  const { degrees, kind } = space
  const indices = space.names.map((_, k) => k)
  const part = (varying: readonly number[]) => lawsOf(frame, varying, rows, network, operators, context)
  const potentials = await part(indices.slice(0, degrees))
  const asLaw = (expr: Expr): EnergyLaw => ({
    ...near,
    energy: fromExpression(expr),
    library: 'the search for formulas'
  })
  if (kind === 'velocity') return potentials.map(asLaw)
  const kinetic = await part(indices.slice(degrees))
  const sums = kinetic.flatMap((t) => potentials.map((v) => apply('add', t, v)))
  const whole = await part(indices)
  return [...sums, ...whole].map(asLaw)
}

/** Formulas of the network's energy in some states, the others held at their means. */
async function lawsOf(
  { states }: MotionFrame,
  varying: readonly number[],
  rows: RateRows,
  network: EnergyNetwork,
  operators: readonly OperatorId[],
  context: InvestigationContext
): Promise<Expr[]> {
  const stride = Math.max(1, Math.ceil(rows.n / MOST_ROWS))
  const picked = Array.from({ length: Math.ceil(rows.n / stride) }, (_, i) => i * stride)
  const x = varying.map((k) => Float64Array.from(picked, (i) => rows.states[k]![i]!))
  const point = Float64Array.from(rows.states, (values) => values.reduce((sum, value) => sum + value, 0) / rows.n)
  const y = Float64Array.from(picked, (i) => {
    for (const k of varying) point[k] = rows.states[k]![i]!
    return network.energy(point)
  })
  return formulasOf({ target: 'H', inputs: varying.map((k) => states[k]!.name), x, y }, operators, SEARCH, context)
}
