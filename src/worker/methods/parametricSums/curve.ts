import { apply, constant, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { Factor } from '../powerProduct.ts'
import { IDENTITY, isPower, outerFunctions, type OuterFunction } from './outerFunction.ts'
import { EXPONENTS, FEW_EXPONENTS, frequencies, phases, places, ratios, scales, shifts } from './startGrids.ts'

/** Values of the arguments of a curve; the second is the first again where there is but one. */
export interface ArgumentValues {
  readonly u: Float64Array
  readonly v: Float64Array
}

/** g(u, v; c, d) = outer(inner(u, v; c), d, u): a curve with one or two numbers inside that no linear fit finds. */
export interface Curve {
  readonly id: string
  readonly arity: 1 | 2
  readonly numbers: 1 | 2
  /** Price among the curves: the plain ones are looked at on more arguments. */
  readonly cost: number
  readonly inner: (u: number, v: number, c: number) => number
  readonly outer: (w: number, d: number, u: number) => number
  /** Ascending start values of c. */
  readonly first: (values: ArgumentValues) => readonly number[]
  /** Ascending start values of d for the values of the inner function; one number that is not used where there is none. */
  readonly second: (w: Float64Array, u: Float64Array) => readonly number[]
  readonly factor: (u: Expr, v: Expr, c: Expr, d: Expr) => Factor
}

/** What the inner function of one argument may be, beside a multiple and a shift. */
interface Inner {
  readonly id: string
  readonly needs: readonly OperatorId[]
  readonly inner: Curve['inner']
  readonly first: Curve['first']
  readonly formula: (u: Expr, c: Expr) => Expr
}

const ONE = constant(1)
const UNUSED = [NaN]
/** An argument that functions have which are not confined to −1 … 1. */
const OUTSIDE = 2
const plus = (a: Expr, b: Expr): Expr => apply('add', a, b)
const times = (a: Expr, b: Expr): Expr => apply('mul', a, b)
const positive = (u: number): number => (u > 0 ? u : NaN)

const SHIFTED: Inner = {
  id: 'shift',
  needs: ['add'],
  inner: (u, _, c) => u + c,
  first: ({ u }) => shifts(u),
  formula: plus
}
const POWER: Inner = {
  id: 'power',
  needs: ['pow'],
  inner: (u, _, c) => positive(u) ** c,
  first: () => EXPONENTS,
  formula: (u, c) => apply('pow', u, c)
}
const INNERS: readonly Inner[] = [
  POWER,
  {
    id: 'growth',
    needs: ['exp', 'mul'],
    inner: (u, _, c) => Math.exp(c * u),
    first: ({ u }) => scales(u, true),
    formula: (u, c) => apply('exp', times(c, u))
  },
  {
    id: 'hyperbola',
    needs: ['div', 'add'],
    inner: (u, _, c) => 1 / (u + c),
    first: ({ u }) => shifts(u),
    formula: (u, c) => apply('div', ONE, plus(u, c))
  },
  {
    id: 'parabola',
    needs: ['pow', 'add'],
    inner: (u, _, c) => (u + c) ** 2,
    first: ({ u }) => places(u),
    formula: (u, c) => apply('pow', plus(u, c), constant(2))
  }
]

/**
 * The curves that these operators can build, by their number of numbers: f(c·u), f(u + c), u^c, f(u + c·v) with one;
 * f(d·w), f(w + d), (u + c)^d and f(u + d·v^c) with two, w being u^c, exp(c·u), 1/(u + c), (u + c)² or u + c. Numbers that
 * only multiply f or add to it are left out, as a test of f shows.
 * @param isFactor for a factor of a product, whose exponent the linear fit finds: powers are left out, the argument enters
 */
export function curvesOf(operators: ReadonlySet<OperatorId>, isFactor: boolean): Curve[] {
  const all = outerFunctions(operators)
  const outers = isFactor ? [IDENTITY, ...all.filter((outer) => !isPower(outer) && outer.id !== 'exp')] : all
  const has = (ids: readonly OperatorId[]): boolean => ids.every((id) => operators.has(id))
  const curves: Curve[] = outers.flatMap((outer) => oneNumber(outer, operators))
  if (has(['pow']) && !isFactor) curves.push(fromInner(POWER, IDENTITY, 1))
  const inners = INNERS.filter(({ needs }) => has(needs))
  for (const outer of outers) {
    if (outer.isOscillating) {
      if (has(['add', 'mul'])) curves.push(phased(outer))
      continue
    }
    // of an inner function with any values a function with few arguments, such as asin, is seldom defined on all rows
    if (Number.isFinite(outer.evaluate(OUTSIDE)))
      for (const inner of inners) curves.push(...twoNumbers(inner, outer, operators))
    if (outer.scaleMatters && outer.shiftMatters && has(['add', 'mul']) && outer !== IDENTITY)
      curves.push(scaledInner({ ...SHIFTED, first: ({ u }) => places(u) }, outer))
    if (has(['add', 'mul', 'pow']) && outer.shiftMatters) curves.push(weightedPower(outer))
  }
  if (has(['add', 'pow']) && !isFactor) curves.push(shiftedPower())
  if (has(['exp', 'mul', 'pow']) && !isFactor) curves.push(powerAndGrowth())
  return curves
}

/** u + c, which multiplies other curves; alone it is a line. */
export function shiftCurve(operators: ReadonlySet<OperatorId>): Curve[] {
  return operators.has('add') ? [fromInner(SHIFTED, IDENTITY, 1)] : []
}

function oneNumber(outer: OuterFunction, operators: ReadonlySet<OperatorId>): Curve[] {
  const common = { numbers: 1 as const, outer: outer.evaluate, second: () => UNUSED }
  const curves: Curve[] = []
  const hasSums = operators.has('add')
  const hasProducts = operators.has('mul')
  if (outer.scaleMatters && hasProducts) {
    curves.push({
      ...common,
      id: `${outer.id} scale`,
      arity: 1,
      cost: 1,
      inner: (u, _, c) => c * u,
      first: ({ u }) => (outer.isOscillating ? frequencies(u) : scales(u, outer.signMatters)),
      factor: (u, _, c) => outer.factor(times(c, u))
    })
  }
  if (outer.isOscillating || !hasSums) return curves
  if (outer.shiftMatters || outer === IDENTITY) {
    curves.push(fromInner(SHIFTED, outer, 1))
    if (hasProducts)
      curves.push({
        ...common,
        id: `${outer.id} sum`,
        arity: 2,
        cost: 1.5,
        inner: (u, v, c) => u + c * v,
        first: ({ u, v }) => ratios(u, v),
        factor: (u, v, c) => outer.factor(plus(u, times(c, v)))
      })
  }
  return curves
}

function fromInner({ id, inner, first, formula }: Inner, outer: OuterFunction, cost: number): Curve {
  return {
    id: `${outer.id} ${id}`,
    arity: 1,
    numbers: 1,
    cost,
    inner,
    outer: outer.evaluate,
    first,
    second: () => UNUSED,
    factor: (u, _, c) => outer.factor(formula(u, c))
  }
}

function twoNumbers(inner: Inner, outer: OuterFunction, operators: ReadonlySet<OperatorId>): Curve[] {
  const curves: Curve[] = []
  const isInverse = inner.id === 'growth' && outer.id === 'log'
  if (outer.scaleMatters && operators.has('mul') && !isInverse) curves.push(scaledInner(inner, outer))
  const isShiftable = outer.shiftMatters || outer === IDENTITY
  // 1/(u + c) + d is (u + e)/(u + c) in other words, a sum anyway
  if (isShiftable && operators.has('add') && inner.id !== 'hyperbola') {
    curves.push({
      id: `${outer.id} ${inner.id} shift`,
      arity: 1,
      numbers: 2,
      cost: 2,
      inner: inner.inner,
      outer: (w, d) => outer.evaluate(w + d),
      first: inner.first,
      second: shifts,
      factor: (u, _, c, d) => outer.factor(plus(inner.formula(u, c), d))
    })
  }
  return curves
}

function scaledInner(inner: Inner, outer: OuterFunction): Curve {
  return {
    id: `${outer.id} ${inner.id} scale`,
    arity: 1,
    numbers: 2,
    cost: 2,
    inner: inner.inner,
    outer: (w, d) => outer.evaluate(d * w),
    first: inner.first,
    second: (w) => scales(w, outer.signMatters),
    factor: (u, _, c, d) => outer.factor(times(d, inner.formula(u, c)))
  }
}

/** f(c·u + d) of an oscillating f. */
function phased(outer: OuterFunction): Curve {
  return {
    id: `${outer.id} phase`,
    arity: 1,
    numbers: 2,
    cost: 2,
    inner: (u, _, c) => c * u,
    outer: (w, d) => outer.evaluate(w + d),
    first: ({ u }) => frequencies(u),
    second: phases,
    factor: (u, _, c, d) => outer.factor(plus(times(c, u), d))
  }
}

/** u^c·exp(d·u), which rises and falls. */
function powerAndGrowth(): Curve {
  return {
    id: 'power and growth',
    arity: 1,
    numbers: 2,
    cost: 2,
    inner: POWER.inner,
    outer: (w, d, u) => w * Math.exp(d * u),
    first: POWER.first,
    second: (_, u) => scales(u, true),
    factor: (u, _, c, d) => ({ base: times(apply('pow', u, c), apply('exp', times(d, u))), exponent: ONE })
  }
}

function shiftedPower(): Curve {
  return {
    id: 'shifted power',
    arity: 1,
    numbers: 2,
    cost: 2,
    inner: SHIFTED.inner,
    outer: (w, d) => positive(w) ** d,
    first: SHIFTED.first,
    second: () => FEW_EXPONENTS,
    factor: (u, _, c, d) => ({ base: apply('pow', plus(u, c), d), exponent: ONE })
  }
}

/** f(u + d·v^c). */
function weightedPower(outer: OuterFunction): Curve {
  return {
    id: `${outer.id} weighted power`,
    arity: 2,
    numbers: 2,
    cost: 2.5,
    inner: (_, v, c) => positive(v) ** c,
    outer: (w, d, u) => outer.evaluate(u + d * w),
    first: () => FEW_EXPONENTS,
    second: (w, u) => ratios(u, w),
    factor: (u, v, c, d) => outer.factor(plus(u, times(d, apply('pow', v, c))))
  }
}
