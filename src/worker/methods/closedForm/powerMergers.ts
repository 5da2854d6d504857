import { combineDimensions, DIMENSIONLESS } from '../../../shared/domain/dimension.ts'
import { constant, variable } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { powerProduct } from '../powerProduct.ts'
import { signPattern } from '../signPattern.ts'
import type { Evidence } from './evidence.ts'
import type { Quantity } from './reduction.ts'

/** A quantity that may take the place of two inputs. */
export interface Merger extends Quantity {
  readonly values: Float64Array
}

/** Exponents (p, q) of quantities a^p · b^q. */
const EXPONENTS = [
  [1, 1],
  [1, -1],
  [1, 2],
  [1, -2],
  [2, 1],
  [2, -1],
  [1, 3],
  [1, -3],
  [3, 1],
  [3, -1]
] as const

/** Products of powers of two inputs; none where one of them changes its sign. */
export function powerMergers(
  { names, units, inputs }: Pick<Evidence, 'names' | 'units' | 'inputs'>,
  a: number,
  b: number,
  operators: ReadonlySet<OperatorId>
): Merger[] {
  const [u, v] = [inputs[a]!.values, inputs[b]!.values]
  if (signPattern(u) === 'mixed' || signPattern(v) === 'mixed') return []
  const [own, other] = [units?.inputs[a] ?? null, units?.inputs[b] ?? null]
  return EXPONENTS.flatMap(([p, q]) => {
    const factors = [
      { base: variable(names[a]!), exponent: constant(p) },
      { base: variable(names[b]!), exponent: constant(q) }
    ]
    const formula = powerProduct(null, factors, operators)
    if (formula === null) return []
    const dimension = own && other && combineDimensions(combineDimensions(DIMENSIONLESS, own, p), other, q)
    return [{ formula, dimension, values: u.map((value, i) => value ** p * v[i]! ** q) }]
  })
}
