import { DIMENSIONLESS, isDimensionless } from '../../../shared/domain/dimension.ts'
import { apply, variable } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { combined, type Atom } from './atoms.ts'
import type { WrittenFactor } from './factor.ts'
import type { Workbench } from './workbench.ts'

const WAVES: readonly OperatorId[] = ['sin', 'cos']
const JOINT_PRICE = 0.6

/** exp(b·x), sin x and cos x of every input: what laws of few inputs have beside powers, whatever else they have. */
export function elementaryFactors({ names, operators, units }: Workbench): WrittenFactor[] {
  return names.flatMap((name, j) => {
    if (units !== null && !isDimensionless(units.inputs[j]!)) return []
    const rest = { dimension: units && DIMENSIONLESS, cleared: null }
    const exponential = { ...rest, expression: variable(name), isExponent: true }
    const waves = WAVES.filter((id) => operators.has(id)).map((id) => ({
      ...rest,
      expression: apply(id, variable(name)),
      isExponent: false
    }))
    return operators.has('exp') ? [exponential, ...waves] : waves
  })
}

/** The atoms with all products of two of them, cheapest first. */
export function withJointAtoms(atoms: readonly Atom[], operators: ReadonlySet<OperatorId>): Atom[] {
  if (!operators.has('mul')) return [...atoms]
  const joint = atoms.flatMap((a, i) =>
    atoms.slice(i + 1).map((b): Atom => ({ ...combined('mul', a, b, JOINT_PRICE), kind: 'function' }))
  )
  return [...atoms, ...joint].sort((a, b) => a.cost - b.cost)
}
