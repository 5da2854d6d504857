import { apply, constant, type Expr } from '../../shared/domain/expr.ts'
import type { OperatorId } from '../../shared/domain/operators.ts'
import { prevailingSign, signPattern } from './signPattern.ts'

export type TransformId = 'identity' | 'reciprocal' | 'square' | 'inverseSquare' | 'root' | 'log'

/**
 * Share of rows that must have one sign where the transform forgives the others: towards zero its derivative grows so
 * fast that rows there, whose sign noise may turn, have next to no weight.
 */
const FORGIVING_SHARE = 0.75

/** A one-to-one change of scale of the target, T(y), under which a law may be simpler. */
export interface TargetTransform {
  readonly id: TransformId
  /** As a person writes it, with y for the target. */
  readonly label: string
  /** Operators without which the way back cannot be written. */
  readonly needs: readonly OperatorId[]
  /** Whether T is one-to-one on this target. */
  readonly suits: (y: Float64Array) => boolean
  readonly evaluate: (y: number) => number
  readonly derivative: (y: number) => number
  /** y from T(y), for a target that is negative throughout or not. */
  readonly invert: (transformed: Expr, isNegative: boolean) => Expr
}

const one = constant(1)
const hasOneSign = (y: Float64Array): boolean => signPattern(y) !== 'mixed'
const hasMostlyOneSign = (y: Float64Array): boolean => prevailingSign(y, FORGIVING_SHARE) !== 'mixed'
const signed = (expr: Expr, isNegative: boolean): Expr => (isNegative ? apply('neg', expr) : expr)

export const TARGET_TRANSFORMS: readonly TargetTransform[] = [
  {
    id: 'identity',
    label: 'y',
    needs: [],
    suits: () => true,
    evaluate: (y) => y,
    derivative: () => 1,
    invert: (expr) => expr
  },
  {
    id: 'reciprocal',
    label: '1/y',
    needs: ['div'],
    suits: hasMostlyOneSign,
    evaluate: (y) => 1 / y,
    derivative: (y) => -1 / (y * y),
    invert: (expr) => apply('div', one, expr)
  },
  {
    id: 'square',
    label: 'y²',
    needs: ['sqrt'],
    suits: hasOneSign,
    evaluate: (y) => y * y,
    derivative: (y) => 2 * y,
    invert: (expr, isNegative) => signed(apply('sqrt', expr), isNegative)
  },
  {
    id: 'inverseSquare',
    label: '1/y²',
    needs: ['sqrt', 'div'],
    suits: hasMostlyOneSign,
    evaluate: (y) => 1 / (y * y),
    derivative: (y) => -2 / (y * y * y),
    invert: (expr, isNegative) => apply('div', constant(isNegative ? -1 : 1), apply('sqrt', expr))
  },
  {
    id: 'root',
    label: '√y',
    needs: ['pow'],
    suits: (y) => signPattern(y) === 'positive',
    evaluate: Math.sqrt,
    derivative: (y) => 0.5 / Math.sqrt(y),
    invert: (expr) => apply('pow', expr, constant(2))
  },
  {
    id: 'log',
    label: 'log y',
    needs: ['exp'],
    suits: hasMostlyOneSign,
    evaluate: (y) => Math.log(Math.abs(y)),
    derivative: (y) => 1 / y,
    invert: (expr, isNegative) => signed(apply('exp', expr), isNegative)
  }
]

/** The transforms that these operators can undo and that suit the signs of the target. */
export function usableTransforms(y: Float64Array, operators: ReadonlySet<OperatorId>): TargetTransform[] {
  return TARGET_TRANSFORMS.filter(({ needs, suits }) => suits(y) && needs.every((id) => operators.has(id)))
}
