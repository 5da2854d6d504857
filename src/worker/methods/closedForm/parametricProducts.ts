import { DIMENSIONLESS, isDimensionless } from '../../../shared/domain/dimension.ts'
import { apply, constant, param, variable } from '../../../shared/domain/expr.ts'
import { powerProduct } from '../powerProduct.ts'
import { signPattern } from '../signPattern.ts'
import { argumentsByCost, type Argument } from './argumentsByCost.ts'
import { atoms as atomsOf } from './atoms.ts'
import { writeFactor, type Factor, type WrittenFactor } from './factor.ts'
import { allowedFamilies, type FactorFamily } from './factorFamilies.ts'
import { multiply } from './factorStream.ts'
import { leadingArguments } from './leadingMonomials.ts'
import { createLogDomain } from './logDomain.ts'
import { numberGrid } from './numberGrid.ts'
import { createNumberScreening, type Wish } from './numberScreening.ts'
import { bestProducts, offerProduct } from './productLaws.ts'
import type { ProductTarget } from './productTarget.ts'
import { takeFirst } from './takeFirst.ts'
import { createTopList, type TopList } from './topList.ts'
import type { Workbench } from './workbench.ts'

/** Factors refined for each target and level (a coarse grid misjudges them), and those of them that are fitted. */
const REFINED = 150
const OFFERED = 8
const NOISY_REFINED = 400
const NOISY_OFFERED = 20
/** Sums 1 + c·M that are also offered with free exponents in M, and the steps that such a fit takes. */
const FREED = 4
const FREED_STEPS = 60
/** Arguments that would need a number with a unit come so much later. */
const UNIT_PRICE = 1
/** An argument is looked at with every number of a grid, so that only the cheaper ones are affordable. */
const MAX_ARGUMENTS = 3000
const BATCH = 8
const PRICE = 1e-7
/** A factor may have any exponent; in noise, which blurs exponent and number together, the likely ones are looked at alone. */
const ANY = [null]
const EXPONENTS = [null, 1, -1, 2, -2, 0.5, -0.5]

interface Found {
  readonly family: FactorFamily
  readonly argument: Argument
  readonly grid: readonly number[]
  readonly c: number
  /** Exponent of the factor; null where it may be any. */
  readonly exponent: number | null
}

interface TargetState {
  readonly target: ProductTarget
  readonly rest: Float64Array
  readonly size: number
  readonly found: TopList<Found>
}

/** The search for products with an unknown number in a factor. */
export interface ParametricProducts {
  /** Only factors of the arguments that the curvature of the data points at. */
  leading(): Generator<void>
  deepen(above: number, limit: number): Generator<void>
}

/**
 * Products with one factor f(c·T) whose number c is unknown: a grid over c, the best refined by golden section on what
 * the factor explains, then everything fitted together.
 */
export function createParametricProducts(
  bench: Workbench,
  targets: readonly ProductTarget[],
  variables: readonly number[]
): ParametricProducts {
  const { screening, names, operators, units, noise } = bench
  const domain = createLogDomain(bench, targets)
  const { base, rootWeights } = domain
  const states: TargetState[] = domain.targets.map((state) => ({
    ...state,
    found: createTopList<Found>(noise === null ? REFINED : NOISY_REFINED)
  }))
  const screen = createNumberScreening(base, screening.n)
  const families = operators.has('mul') ? allowedFamilies(operators) : []
  const atoms = atomsOf(screening, names, variables, operators, units).filter(({ kind }) => kind === 'sum')
  const naming = { names, variables, operators }
  const values = new Float64Array(screening.n)

  function evaluate({ monomial, atom }: Argument): void {
    multiply(screening, variables, monomial.exponents, values)
    if (atom !== null) for (let i = 0; i < values.length; i++) values[i] = values[i]! * atom.values[i]!
  }

  const columnOf = (family: FactorFamily) => (c: number, out: Float64Array) => {
    for (let i = 0; i < out.length; i++) out[i] = rootWeights[i]! * family.logValue(c * values[i]!)
  }

  /** Gives the number of columns looked at. */
  function look(argument: Argument, exponents: readonly (number | null)[]): number {
    evaluate(argument)
    let columns = 0
    for (const family of families) {
      if (family.grid === null || !suits(family, argument)) continue
      const grid = numberGrid(family.grid, values)
      const wishes = states.flatMap((state) => exponents.map((exponent) => wishOf(state, exponent)))
      columns += grid.length
      screen.best(grid, columnOf(family), wishes).forEach((best, k) => {
        if (best === null || !(best.share < 1.001)) return
        const exponent = exponents[k % exponents.length]!
        const { found } = states[Math.floor(k / exponents.length)]!
        found.add(best.share - PRICE * argument.cost, { family, argument, grid, c: best.c, exponent })
      })
    }
    return columns
  }

  function refined(
    state: TargetState,
    { family, argument, grid, c, exponent }: Found
  ): { share: number; factor: Factor } {
    evaluate(argument)
    const number = screen.refine(grid, c, columnOf(family), wishOf(state, exponent))
    const share = screen.share(number, columnOf(family), wishOf(state, null))
    return { share, factor: { kind: 'function', family, number, argument } }
  }

  /** The best, of noisy data by what they leave on more rows. */
  function choices(
    target: ProductTarget,
    found: readonly { readonly factor: Factor }[]
  ): (readonly (WrittenFactor | null)[])[] {
    const written = found.slice(0, noise === null ? OFFERED : NOISY_REFINED).map(({ factor }) => {
      const own = writeFactor(factor, naming)
      return { factors: [own && { ...own, cleared: null }], cost: factor.argument.cost }
    })
    const best = noise === null ? written : bestProducts(bench, target, written, NOISY_OFFERED)
    return best.map(({ factors }) => factors)
  }

  function* lookAtAll(args: readonly Argument[], exponents: readonly (number | null)[] = ANY): Generator<void> {
    for (let from = 0; from < args.length; from += BATCH) {
      let columns = 0
      for (const argument of args.slice(from, from + BATCH)) columns += look(argument, exponents)
      bench.countColumns(columns)
      yield
    }
  }

  /** Refines and offers the best of what has been looked at. */
  function* offerFound(): Generator<void> {
    for (const state of states) {
      const found = state.found.take().map(({ item }) => refined(state, item))
      yield
      found.sort((a, b) => b.share - a.share)
      for (const factors of choices(state.target, found)) {
        offerProduct(bench, state.target, factors)
        if (bench.proposals.isExact()) return
        yield
      }
      const sums = found.flatMap(({ factor }) =>
        factor.kind === 'function' && factor.family.id === 'onePlus' ? [factor] : []
      )
      for (const factor of sums.slice(0, FREED)) {
        offerProduct(bench, state.target, [freeExponents(bench, factor, variables)], FREED_STEPS)
        if (bench.proposals.isExact()) return
        yield
      }
    }
  }

  return {
    *leading() {
      const [first] = states
      if (first === undefined) return
      const args = leadingArguments(bench, first.target, variables)
      const exponentials = args.map((argument) => ({
        factors: operators.has('exp') ? [writeFactor({ kind: 'exponential', argument }, naming)] : [],
        cost: argument.cost
      }))
      for (const { factors } of bestProducts(bench, first.target, exponentials, OFFERED)) {
        offerProduct(bench, first.target, factors)
        yield
      }
      yield* lookAtAll(args, EXPONENTS)
      yield* offerFound()
    },
    *deepen(above, limit) {
      const all = argumentsByCost(variables, atoms, units, {
        above: units === null ? above : above - UNIT_PRICE,
        limit
      })
      const args = takeFirst(MAX_ARGUMENTS, all, (argument) => {
        const cost = argument.cost + (isPure(argument) ? 0 : UNIT_PRICE)
        return cost > above && cost <= limit
      })
      const [first] = states
      if (above < 0 && noise === null && first !== undefined) {
        args.unshift(...leadingArguments(bench, first.target, variables))
      }
      yield* lookAtAll(args)
      yield* offerFound()
    }
  }
}

/** 1 + c·Π x^e with exponents e to be fitted as well; null where an input is not positive or operators are missing. */
function freeExponents(
  { names, operators, sample }: Workbench,
  { argument, number }: Extract<Factor, { kind: 'function' }>,
  variables: readonly number[]
): WrittenFactor | null {
  const { monomial, atom } = argument
  const used = variables.filter((_, k) => monomial.exponents[k] !== 0)
  if (atom !== null || used.some((input) => signPattern(sample.x[input]!) !== 'positive')) return null
  const powers = used.map((input) => ({
    base: variable(names[input]!),
    exponent: param(monomial.exponents[variables.indexOf(input)]!)
  }))
  const product = powerProduct(param(number), powers, operators)
  return (
    product && {
      expression: apply('add', constant(1), product),
      isExponent: false,
      dimension: argument.dimension && DIMENSIONLESS,
      cleared: null
    }
  )
}

function wishOf({ rest, size }: TargetState, exponent: number | null): Wish {
  return { rest, coefficient: exponent && exponent / size }
}

function isPure({ dimension }: Argument): boolean {
  return dimension === null || isDimensionless(dimension)
}

/** 1 + c·T and 1 + c/T are one for free c. */
function suits(family: FactorFamily, { monomial, atom }: Argument): boolean {
  if (!family.isReciprocal || atom !== null) return true
  return monomial.exponents.find((exponent) => exponent !== 0)! > 0
}
