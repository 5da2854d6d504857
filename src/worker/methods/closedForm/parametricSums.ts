import { isDimensionless } from '../../../shared/domain/dimension.ts'
import { apply, constant, param, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { orthonormalBase, takeOut, weighted } from '../../numeric/orthonormalBase.ts'
import { powerProduct } from '../powerProduct.ts'
import { argumentFormula, argumentsByCost, type Argument } from './argumentsByCost.ts'
import { multiply } from './factorStream.ts'
import { numberGrid, type GridKind } from './numberGrid.ts'
import { createNumberScreening } from './numberScreening.ts'
import { basisColumn, type BasisTerm } from './quadraticBasis.ts'
import { offerBestSums, offerSum } from './sumLaws.ts'
import { sumRootWeights, type SumTarget } from './sumTarget.ts'
import { ONE_TERM, type Term } from './sumTerm.ts'
import { takeFirst } from './takeFirst.ts'
import { createTopList, type TopList } from './topList.ts'
import type { Workbench } from './workbench.ts'

/** g(c·T) as a term of a sum. */
interface Curve {
  readonly id: string
  readonly needs: readonly OperatorId[]
  readonly grid: GridKind
  readonly value: (t: number) => number
  readonly formula: (t: Expr) => Expr
}

const ONE = constant(1)
const onePlus = (t: Expr): Expr => apply('add', ONE, t)

const CURVES: readonly Curve[] = [
  { id: 'exponential', needs: ['exp'], grid: 'signedRates', value: Math.exp, formula: (t) => apply('exp', t) },
  {
    id: 'reciprocal',
    needs: ['div'],
    grid: 'shifts',
    value: (t) => 1 / (1 + t),
    formula: (t) => apply('div', ONE, onePlus(t))
  },
  { id: 'logarithm', needs: ['log'], grid: 'rates', value: Math.log1p, formula: (t) => apply('log', onePlus(t)) },
  { id: 'tanh', needs: ['tanh'], grid: 'rates', value: Math.tanh, formula: (t) => apply('tanh', t) },
  { id: 'sine', needs: ['sin'], grid: 'highFrequencies', value: Math.sin, formula: (t) => apply('sin', t) },
  { id: 'cosine', needs: ['cos'], grid: 'highFrequencies', value: Math.cos, formula: (t) => apply('cos', t) },
  {
    id: 'root',
    needs: ['sqrt'],
    grid: 'shifts',
    value: (t) => Math.sqrt(1 + t),
    formula: (t) => apply('sqrt', onePlus(t))
  }
]
const REFINED = 200
const OFFERED = 6
const MAX_ARGUMENTS = 400
/** Curves of dearer arguments are not multiplied by an input. */
const MAX_MULTIPLIED = 2
const BATCH = 4
/** Sums of each size that are chosen from the terms beside a curve. */
const KEPT = 1
const PRICE = 1e-7
const TARGETS: readonly SumTarget['id'][] = ['identity', 'reciprocal', 'log', 'square']

interface Found {
  readonly curve: Curve
  readonly argument: Argument
  /** Input by which the curve is multiplied, or null. */
  readonly multiplier: number | null
  readonly grid: readonly number[]
  readonly c: number
}

/**
 * T(y) = a + b · g(c·M) and a + b · x · g(c·M) with unknown c, over grids refined by golden section; of noisy data the
 * weights of the first target are used for all.
 * @param variables inputs that M is made of
 * @param beside terms in the place of a; where there are several, those that are not needed are left out
 */
export function createParametricSums(
  bench: Workbench,
  targets: readonly SumTarget[],
  variables: readonly number[] = bench.names.map((_, j) => j),
  beside: readonly BasisTerm[] = [{ term: ONE_TERM, inputs: [] }]
): { deepen(above: number, limit: number): Generator<void> } {
  const { screening, sample, names, operators, units } = bench
  const [first] = targets
  const rootWeights = first === undefined ? new Float64Array(screening.n) : sumRootWeights(bench, first, screening)
  const base = orthonormalBase(
    beside.map((term) => basisColumn(term, screening.x, screening.n)),
    rootWeights
  )
  const states = targets.flatMap((target) => {
    const values = weighted(target.values(screening.x, screening.y), rootWeights)
    const rest = TARGETS.includes(target.id) && values.every(Number.isFinite) ? takeOut(base, values) : null
    const found: TopList<Found> = createTopList(REFINED)
    return rest === null ? [] : [{ target, wish: { rest, coefficient: null }, found }]
  })
  const screen = createNumberScreening(base, screening.n)
  const curves = CURVES.filter(({ needs }) => needs.every((id) => operators.has(id)))
  const values = new Float64Array(screening.n)
  const evaluate = ({ monomial }: Argument) => multiply(screening, variables, monomial.exponents, values)

  const columnOf =
    ({ value }: Curve, multiplier: number | null) =>
    (c: number, out: Float64Array): void => {
      const times = multiplier === null ? null : screening.x[multiplier]!
      for (let i = 0; i < out.length; i++) {
        out[i] = rootWeights[i]! * value(c * values[i]!) * (times === null ? 1 : times[i]!)
      }
    }

  function look(argument: Argument): number {
    evaluate(argument)
    let columns = 0
    for (const curve of curves) {
      const grid = numberGrid(curve.grid, values)
      for (const multiplier of argument.cost <= MAX_MULTIPLIED ? [null, ...variables] : [null]) {
        const numbers = screen.best(
          grid,
          columnOf(curve, multiplier),
          states.map(({ wish }) => wish)
        )
        columns += grid.length
        states.forEach(({ found }, k) => {
          const best = numbers[k]!
          if (best === null) return
          found.add(best.share - PRICE * argument.cost, { curve, argument, multiplier, grid, c: best.c })
        })
      }
    }
    return columns
  }

  function termOf({ curve, argument, multiplier }: Found, c: number): Term {
    const inner = argumentFormula(argument.monomial.exponents, null, variables, names, operators)
    return (coefficient) => {
      if (inner === null) return null
      const factors = [{ base: curve.formula(apply('mul', param(c), inner)), exponent: ONE }]
      if (multiplier !== null) factors.unshift({ base: variable(names[multiplier]!), exponent: ONE })
      return powerProduct(coefficient, factors, operators)
    }
  }

  return {
    *deepen(above, limit) {
      if (!operators.has('add') || sample.n < 6) return
      const args = takeFirst(MAX_ARGUMENTS, argumentsByCost(variables, [], units, { above, limit }))
      // arguments without a unit first, for the number in front of the others needs one
      const isPure = ({ dimension }: Argument) => dimension === null || isDimensionless(dimension)
      const ordered = [...args.filter(isPure), ...args.filter((argument) => !isPure(argument))]
      for (let from = 0; from < ordered.length; from += BATCH) {
        let columns = 0
        for (const argument of ordered.slice(from, from + BATCH)) columns += look(argument)
        bench.countColumns(columns)
        yield
      }
      for (const { target, wish, found } of states) {
        const refined = found.take().map(({ item }) => {
          evaluate(item.argument)
          const column = columnOf(item.curve, item.multiplier)
          const c = screen.refine(item.grid, item.c, column, wish)
          return { item, c, share: screen.share(c, column, wish) }
        })
        yield
        for (const { item, c } of refined.sort((a, b) => b.share - a.share).slice(0, OFFERED)) {
          const terms = [...beside, { term: termOf(item, c), inputs: null }]
          if (beside.length === 1) offerSum(bench, target, terms)
          else offerBestSums(bench, target, terms, { maxSize: terms.length, keep: KEPT })
          if (bench.proposals.isExact()) return
          yield
        }
      }
    }
  }
}
