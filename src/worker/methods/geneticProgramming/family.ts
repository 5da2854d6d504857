import { apply, constant, param, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { Extent } from './extent.ts'

/**
 * A curve with numbers inside that no linear fit finds. y is fitted by variable projection as a linear combination of 1
 * and the terms, for each start of the inner numbers; then the whole form is refined.
 *
 * Source: G. H. Golub, V. Pereyra, "The differentiation of pseudo-inverses and nonlinear least squares problems whose
 * variables separate" (1973), doi:10.1137/0710036.
 */
export interface Family {
  readonly id: string
  readonly operators: readonly OperatorId[]
  /** Arguments that it takes: one small formula, or two inputs. */
  readonly arity: 1 | 2
  /** True where the argument must be positive. */
  readonly needsPositive: boolean
  /** True for curves so common that more arguments are tried. */
  readonly isCommon: boolean
  /** Grid of inner numbers, all of the same length. */
  readonly starts: (extents: readonly Extent[]) => readonly (readonly number[])[]
  /** Terms at given inner numbers, each number a Param. */
  readonly terms: (args: readonly Expr[], inner: readonly number[]) => readonly Expr[]
  /** The curve without offset, from the coefficients of the terms. */
  readonly assemble: (args: readonly Expr[], inner: readonly number[], coefficients: readonly number[]) => Expr
}

export const ONE = constant(1)
export const TWO = constant(2)

export const exp = (a: Expr) => apply('exp', a)
export const times = (c: number, u: Expr) => apply('mul', param(c), u)
export const plus = (a: Expr, b: Expr) => apply('add', a, b)
export const over = (a: Expr, b: Expr) => apply('div', a, b)
export const shifted = (u: Expr, c: number) => plus(u, param(c))
export const square = (u: Expr) => apply('pow', u, TWO)

/** Σ coefficientₖ · termₖ. */
export function combination(terms: readonly Expr[], coefficients: readonly number[]): Expr {
  return terms.map((term, k) => times(coefficients[k]!, term)).reduce(plus)
}

/** s · sin z + k · cos z = hypot(s, k) · sin(z + phase): amplitude and phase. */
export function amplitudePhase(s: number, k: number): { readonly amplitude: number; readonly phase: number } {
  return { amplitude: Math.hypot(s, k), phase: Math.atan2(k, s) }
}

type SingleOptions = Partial<Pick<Family, 'needsPositive' | 'isCommon'>>

/** A family of one term g(u; inner), multiplied by a number. */
export function single(
  id: string,
  operators: readonly OperatorId[],
  starts: (u: Extent) => readonly (readonly number[])[],
  term: (u: Expr, inner: readonly number[]) => Expr,
  { needsPositive = false, isCommon = false }: SingleOptions = {}
): Family {
  return {
    id,
    operators,
    arity: 1,
    needsPositive,
    isCommon,
    starts: ([extent]) => starts(extent!),
    terms: ([u], inner) => [term(u!, inner)],
    assemble: ([u], inner, [slope]) => {
      const core = term(u!, inner)
      const isFraction = core.kind === 'apply' && core.operator === 'div' && core.args[0] === ONE
      return isFraction ? over(param(slope!), core.args[1]!) : times(slope!, core)
    }
  }
}
