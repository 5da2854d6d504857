import { apply, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { TrainingSample } from '../trainingSample.ts'

/** v = T(y), to be written as a product; y and all its powers are one target, for exponents are free. */
export interface ProductTarget {
  readonly id: string
  /** Whether v is y itself, and has its unit; else v is a pure number. */
  readonly isPlain: boolean
  readonly transform: (rows: Pick<TrainingSample, 'x' | 'y'>) => Float64Array
  /** y from the product; null where the operators do not allow it. */
  readonly invert: (product: Expr) => Expr | null
}

interface TransformRow {
  readonly id: string
  /** Operator that undoes the transform. */
  readonly needs: OperatorId | null
  readonly evaluate: (y: number) => number
}

const TRANSFORMS: readonly TransformRow[] = [
  { id: 'y', needs: null, evaluate: (y) => y },
  { id: 'log y', needs: 'exp', evaluate: Math.log },
  { id: 'exp y', needs: 'log', evaluate: Math.exp },
  { id: 'sin y', needs: 'asin', evaluate: Math.sin },
  { id: 'cos y', needs: 'acos', evaluate: Math.cos },
  { id: 'tan y', needs: 'atan', evaluate: Math.tan }
]
/** The range in which the inverse gives the angle back. */
const ANGLES: Readonly<Record<string, readonly [number, number]>> = {
  'sin y': [-Math.PI / 2, Math.PI / 2],
  'cos y': [0, Math.PI],
  'tan y': [-Math.PI / 2, Math.PI / 2]
}
/** exp y of larger values would say nothing of the smaller ones. */
const MAX_EXPONENT = 60

/** The transforms of this target that the operators can undo. */
export function productTargets(y: Float64Array, operators: ReadonlySet<OperatorId>): ProductTarget[] {
  return TRANSFORMS.filter(({ id, needs }) => {
    if (needs !== null && !operators.has(needs)) return false
    if (id === 'log y') return y.every((value) => value > 0)
    if (id === 'exp y') return y.every((value) => Math.abs(value) < MAX_EXPONENT)
    const [low, high] = ANGLES[id] ?? [-Infinity, Infinity]
    return y.every((value) => value >= low && value <= high)
  }).map(({ id, needs, evaluate }) => ({
    id,
    isPlain: needs === null,
    transform: ({ y: values }) => values.map(evaluate),
    invert: (product) => (needs === null ? product : apply(needs, product))
  }))
}
