import { apply, constant, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { GridKind } from './numberGrid.ts'
import { logOf } from './screeningRows.ts'

/** A function f that may stand as a factor f(c·T) in a product, with the numbers c that are tried without a fit. */
export interface FactorFamily {
  readonly id: string
  /** All of these operators, or all of `otherwise`, are needed to write it. */
  readonly needs: readonly OperatorId[]
  readonly otherwise: readonly OperatorId[] | null
  /** Price beyond that of the argument, and of a c other than 1. */
  readonly cost: number
  readonly numbers: readonly number[]
  readonly numberCost: number
  /** Which arguments: any, those without an atom or with a plain sum, or only monomials. */
  readonly takes: 'any' | 'sum' | 'monomial'
  /** f(T) and f(1/T) differ by powers of the inputs alone, so that one of the two is enough. */
  readonly isReciprocal: boolean
  /** Where a c that fits is looked for, if any c may fit. */
  readonly grid: GridKind | null
  readonly logValue: (t: number) => number
  readonly formula: (t: Expr, operators: ReadonlySet<OperatorId>) => Expr
}

const ONE = constant(1)
const exp = (t: Expr) => apply('exp', t)
const minusOf = (t: Expr) => apply('mul', constant(-1), t)

/** exp t ± exp(−t), for those who have no hyperbolic functions. */
function exponentialPair(operator: 'add' | 'sub'): (t: Expr) => Expr {
  return (t) => apply(operator, exp(t), exp(minusOf(t)))
}

function family(
  id: string,
  needs: readonly OperatorId[],
  logValue: FactorFamily['logValue'],
  formula: FactorFamily['formula'],
  rest: Partial<FactorFamily> = {}
): FactorFamily {
  return {
    id,
    needs,
    otherwise: null,
    cost: 1,
    numbers: [1],
    numberCost: 0.5,
    takes: 'sum',
    isReciprocal: false,
    grid: null,
    logValue,
    formula,
    ...rest
  }
}

export const FACTOR_FAMILIES: readonly FactorFamily[] = [
  family(
    'onePlus',
    ['add'],
    (t) => logOf(1 + t),
    (t) => apply('add', ONE, t),
    { cost: 0.5, numbers: [1, -1], numberCost: 0, takes: 'any', isReciprocal: true, grid: 'shifts' }
  ),
  family(
    'onePlusMultiple',
    ['add', 'mul'],
    (t) => logOf(1 + t),
    (t) => apply('add', ONE, t),
    { cost: 1.1, numbers: [2, -2, 0.5, -0.5], numberCost: 0.2, takes: 'any', isReciprocal: true }
  ),
  family(
    'sine',
    ['sin'],
    (t) => logOf(Math.sin(t)),
    (t) => apply('sin', t),
    { numbers: [1, 0.5, 2, Math.PI], numberCost: 0.3, grid: 'frequencies' }
  ),
  family(
    'cosine',
    ['cos'],
    (t) => logOf(Math.cos(t)),
    (t) => apply('cos', t),
    { numbers: [1, 0.5, 2, Math.PI], numberCost: 0.3, grid: 'frequencies' }
  ),
  family(
    'exponentialLessOne',
    ['exp', 'sub'],
    (t) => logOf(Math.expm1(t)),
    (t) => apply('sub', exp(t), ONE),
    { numbers: [1, 0.5, 2], grid: 'signedRates' }
  ),
  family(
    'exponentialPlusOne',
    ['exp', 'add'],
    (t) => logOf(Math.exp(t) + 1),
    (t) => apply('add', exp(t), ONE),
    { cost: 1.2, numbers: [1, 2], grid: 'signedRates' }
  ),
  family(
    'tanh',
    ['tanh'],
    (t) => logOf(Math.tanh(t)),
    (t) => apply('tanh', t),
    { grid: 'rates' }
  ),
  family(
    'cosh',
    ['cosh'],
    (t) => logOf(Math.cosh(t)),
    (t, operators) => (operators.has('cosh') ? apply('cosh', t) : exponentialPair('add')(t)),
    { otherwise: ['exp', 'add', 'mul'], grid: 'rates' }
  ),
  family(
    'sinh',
    ['sinh'],
    (t) => logOf(Math.sinh(t)),
    (t, operators) => (operators.has('sinh') ? apply('sinh', t) : exponentialPair('sub')(t)),
    { cost: 1.3, otherwise: ['exp', 'sub', 'mul'], grid: 'rates' }
  ),
  family(
    'log',
    ['log'],
    (t) => logOf(logOf(t)),
    (t) => apply('log', t),
    { isReciprocal: true }
  ),
  family(
    'logOnePlus',
    ['log', 'add'],
    (t) => logOf(Math.log1p(t)),
    (t) => apply('log', apply('add', ONE, t)),
    { cost: 1.2, grid: 'rates' }
  )
]

export function allowedFamilies(operators: ReadonlySet<OperatorId>): FactorFamily[] {
  const has = (ids: readonly OperatorId[]): boolean => ids.every((id) => operators.has(id))
  return FACTOR_FAMILIES.filter(({ needs, otherwise }) => has(needs) || (otherwise !== null && has(otherwise)))
}
