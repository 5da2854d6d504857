import type { Variable } from '../../../shared/domain/dataset.ts'
import { isDimensionless } from '../../../shared/domain/dimension.ts'
import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { parseUnit } from '../../../shared/expression/units.ts'

/** Terms without numbers of their own that a right-hand side may be a sum of. */
export interface Library {
  /** In plain words, as the summary names it: `polynomials of degree 2`. */
  readonly name: string
  readonly terms: readonly Expr[]
  /** Terms that a denominator 1 + Σ q D may have; empty for a plain sum. */
  readonly denominators: readonly Expr[]
}

/** A variable that formulas may read, with the smallest and largest of its values. */
export interface Readable {
  readonly variable: Variable
  readonly min: number
  readonly max: number
  /**
   * `position`: its rate of change is another variable that was recorded, or its equation is of second order; `rate`:
   * that other variable; `control`: it acts and is not explained.
   */
  readonly kind: 'position' | 'rate' | 'control' | 'other'
}

const MOST_TERMS = 130
const MOST_DENOMINATORS = 24
/** Variables of which all products of sines and cosines with other variables are made. */
const MOST_ANGLES = 3
/** Below this largest magnitude a sine is its argument. */
const LEAST_ANGLE = 0.1
/** Over a wider range an exponential is a spike. */
const WIDEST_EXPONENT = 30

export interface LibraryChoice {
  readonly maxDegree: number
  readonly operators: ReadonlySet<OperatorId>
  readonly isRational: boolean
}

/** Libraries from plain to rich; one that would be too large to choose from is left out. */
export function librariesOf(
  readables: readonly Readable[],
  { maxDegree, operators, isRational }: LibraryChoice
): Library[] {
  const names = readables.map((readable) => readable.variable.name)
  const polynomials = Array.from({ length: maxDegree }, (_, i) =>
    plain(`polynomials of degree ${i + 1}`, monomials(names, i + 1))
  )
  const quadratic = polynomials[Math.min(2, maxDegree) - 1]!.terms
  const library = [...polynomials]
  const single = singleFunctions(readables, operators)
  if (single.length > 0) library.push(plain('powers, roots and trigonometric functions', [...quadratic, ...single]))
  const central = centralTerms(readables, operators)
  if (central.length > 0) library.push(plain('central forces and drag', [...monomials(names, 1), ...central]))
  const angular = angularTerms(readables, operators)
  const turning = angularLibrary(names, readables, angular)
  if (angular.length > 0) library.push(plain('functions of angles', turning))
  if (isRational && operators.has('div')) {
    for (const degree of [1, 2, 3]) {
      if (degree > maxDegree) continue
      const denominators = monomials(names, Math.min(2, degree)).slice(1)
      library.push({
        name: `ratios of polynomials of degree ${degree}`,
        terms: monomials(names, degree),
        denominators: denominators.slice(0, MOST_DENOMINATORS)
      })
    }
    if (angular.length > 0) {
      const denominators = angular.filter((term) => term.kind === 'apply' && term.operator === 'cos')
      library.push({ name: 'ratios of functions of angles', terms: turning, denominators })
    }
  }
  return library.filter(({ terms }) => terms.length <= MOST_TERMS)
}

function plain(name: string, terms: readonly Expr[]): Library {
  return { name, terms, denominators: [] }
}

/** All products of powers up to a degree, the constant 1 first. */
export function monomials(names: readonly string[], degree: number): Expr[] {
  const found: { readonly expr: Expr | null; readonly degree: number }[] = [{ expr: null, degree: 0 }]
  for (const name of names) {
    const before = found.slice()
    for (let power = 1; power <= degree; power++) {
      for (const product of before) {
        if (product.degree + power > degree) continue
        const factor = power === 1 ? variable(name) : apply('pow', variable(name), constant(power))
        found.push({ expr: times(product.expr, factor), degree: product.degree + power })
      }
    }
    // the whole table of a huge library is never needed
    if (found.length > 4 * MOST_TERMS) break
  }
  return found.sort((a, b) => a.degree - b.degree).map(({ expr }) => expr ?? constant(1))
}

function times(a: Expr | null, b: Expr): Expr {
  return a === null ? b : apply('mul', a, b)
}

/** Functions of one variable, where it has values for them, alone and times another variable. */
function singleFunctions(readables: readonly Readable[], operators: ReadonlySet<OperatorId>): Expr[] {
  return readables.flatMap(({ variable: { name }, min, max }, j) => {
    const x = variable(name)
    const others = readables.filter((_, i) => i !== j).map((other) => variable(other.variable.name))
    const found: Expr[] = []
    const add = (operator: OperatorId, expr: Expr) => {
      if (operators.has(operator)) found.push(expr)
    }
    if (isAngleLike(readables[j]!)) {
      for (const operator of ['sin', 'cos'] as const) {
        const term = apply(operator, x)
        add(operator, term)
        if (operators.has(operator)) found.push(...others.map((other) => apply('mul', other, term)))
      }
    }
    if (min < 0 && max > 0) found.push(apply('mul', x, apply('abs', x)))
    if (min > 0 && operators.has('div')) {
      found.push(apply('div', constant(1), x), apply('div', constant(1), apply('pow', x, constant(2))))
      add('sqrt', apply('sqrt', x))
      found.push(...others.map((other) => apply('div', other, x)))
      if (isPure(readables[j]!)) {
        add('log', apply('log', x))
        add('log', apply('mul', x, apply('log', x)))
      }
    }
    if (isPure(readables[j]!) && max - min < WIDEST_EXPONENT) {
      add('exp', apply('exp', x))
      add('exp', apply('exp', apply('neg', x)))
    }
    return found
  })
}

/**
 * Forces along the line to the origin that fall or rise with the distance, and drag along the velocity that rises with
 * the speed, in two or three dimensions.
 */
function centralTerms(readables: readonly Readable[], operators: ReadonlySet<OperatorId>): Expr[] {
  if (!operators.has('sqrt') || !operators.has('div')) return []
  const alike = (kind: Readable['kind']) => {
    const found = readables.filter((readable) => readable.kind === kind)
    const isSame = found.every((readable) => readable.variable.unit === found[0]?.variable.unit)
    return isSame && (found.length === 2 || found.length === 3)
      ? found.map((readable) => variable(readable.variable.name))
      : []
  }
  const squareOf = (parts: readonly Expr[]) =>
    parts.map((part): Expr => apply('pow', part, constant(2))).reduce((sum, square) => apply('add', sum, square))
  const positions = alike('position')
  const rates = alike('rate')
  const pulls = positions.flatMap((x) =>
    [1, 2, 3, 4, 5].map((power) => apply('div', x, simplify(apply('pow', squareOf(positions), constant(power, 2)))))
  )
  const springs = positions.map((x) => apply('mul', x, apply('sqrt', squareOf(positions))))
  const drags = rates.map((v) => apply('mul', v, apply('sqrt', squareOf(rates))))
  return [...pulls, ...springs, ...drags]
}

/** Sines and cosines of whole combinations of up to two angles: what pendulums on pendulums are made of. */
function angularTerms(readables: readonly Readable[], operators: ReadonlySet<OperatorId>): Expr[] {
  if (!operators.has('sin') || !operators.has('cos')) return []
  const positions = readables.filter(({ kind }) => kind === 'position')
  // without velocities, phases may move by first-order equations
  const turning = positions.length > 0 ? positions : readables.filter(({ kind }) => kind === 'other')
  const angles = turning.filter(isAngleLike)
  if (angles.length > MOST_ANGLES) return []
  const arguments_: Expr[] = []
  angles.forEach(({ variable: { name } }, i) => {
    const a = variable(name)
    arguments_.push(a, apply('mul', constant(2), a))
    for (const other of angles.slice(i + 1)) {
      const b = variable(other.variable.name)
      for (const [p, q] of [
        [1, 1],
        [2, 1],
        [1, 2],
        [2, 2]
      ] as const) {
        arguments_.push(apply('sub', multiple(p, a), multiple(q, b)), apply('add', multiple(p, a), multiple(q, b)))
      }
    }
  })
  return arguments_.flatMap((argument) => [apply('sin', argument), apply('cos', argument)])
}

function multiple(factor: number, expr: Expr): Expr {
  return factor === 1 ? expr : apply('mul', constant(factor), expr)
}

/** 1, every variable, the functions, and the functions times products of two rates, and times controls. */
function angularLibrary(names: readonly string[], readables: readonly Readable[], angular: readonly Expr[]): Expr[] {
  const named = (kind: Readable['kind']) =>
    readables.filter((readable) => readable.kind === kind).map((readable) => readable.variable.name)
  const rates = named('rate')
  const squares = rates.map((name) => apply('pow', variable(name), constant(2)))
  const products = rates.flatMap((a, i) => rates.slice(i + 1).map((b) => apply('mul', variable(a), variable(b))))
  const controls = named('control').map(variable)
  let terms = [...monomials(names, 1), ...angular]
  for (const factors of [squares, controls, products]) {
    const more = factors.flatMap((factor) => angular.map((term) => apply('mul', factor, term)))
    if (terms.length + more.length <= MOST_TERMS) terms = [...terms, ...more]
  }
  return terms
}

function isAngleLike(readable: Readable): boolean {
  return isPure(readable) && Math.max(Math.abs(readable.min), Math.abs(readable.max)) >= LEAST_ANGLE
}

/** No unit, or one without a dimension and without a factor as degrees have: what functions may be taken of. */
function isPure({ variable: { unit, dimension } }: Readable): boolean {
  if (dimension === null) return unit === null
  return isDimensionless(dimension) && (unit === null || unit.trim() === '-' || parseUnit(unit).factor === 1)
}
