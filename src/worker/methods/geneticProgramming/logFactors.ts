import { apply, constant, param, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { frequencies, rates, shifts, type Extent } from './extent.ts'

/** A factor g(u; c) of a product, with a number inside that no linear fit of log|y| finds. */
export interface LogFactor {
  readonly id: string
  readonly operators: readonly OperatorId[]
  readonly starts: (u: Extent) => readonly number[]
  readonly term: (u: Expr, c: number) => Expr
}

const ONE = constant(1)
const times = (c: number, u: Expr) => apply('mul', param(c), u)

export const LOG_FACTORS: readonly LogFactor[] = [
  { id: 'shifted', operators: ['add'], starts: shifts, term: (u, c) => apply('add', u, param(c)) },
  {
    id: 'exponentialLessOne',
    operators: ['exp', 'sub', 'mul'],
    starts: rates,
    term: (u, c) => apply('sub', apply('exp', times(c, u)), ONE)
  },
  {
    id: 'exponentialPlusOne',
    operators: ['exp', 'add', 'mul'],
    starts: rates,
    term: (u, c) => apply('add', apply('exp', times(c, u)), ONE)
  },
  { id: 'sine', operators: ['sin', 'mul'], starts: frequencies, term: (u, c) => apply('sin', times(c, u)) },
  { id: 'cosine', operators: ['cos', 'mul'], starts: frequencies, term: (u, c) => apply('cos', times(c, u)) },
  { id: 'tanh', operators: ['tanh', 'mul'], starts: rates, term: (u, c) => apply('tanh', times(c, u)) },
  { id: 'log', operators: ['log', 'mul'], starts: logRates, term: (u, c) => apply('log', times(c, u)) }
]

/** Numbers c with c·u on one side of 1 on all rows. */
function logRates({ low, high }: Extent): number[] {
  return low <= 0 ? [] : [1.05, 1.5, 4, 20, 400].flatMap((far) => [far / low, 1 / (far * high)])
}
