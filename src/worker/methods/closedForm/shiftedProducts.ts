import { equalDimensions, isDimensionless } from '../../../shared/domain/dimension.ts'
import { apply, constant, type Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { argumentFormula, argumentsByCost, type Argument } from './argumentsByCost.ts'
import { atoms as atomsOf, type Atom } from './atoms.ts'
import { scaled } from './factor.ts'
import { multiply } from './factorStream.ts'
import type { CostRange } from './monomials.ts'
import { offerProduct } from './productLaws.ts'
import type { ProductSearch } from './productSearch.ts'
import { logMagnitude } from './screeningRows.ts'
import type { SumTarget } from './sumTarget.ts'
import type { Workbench } from './workbench.ts'

const TRANSFORMS: readonly SumTarget['id'][] = ['identity', 'reciprocal', 'square']
const NUMBERS = [1, -1]
const MORE_NUMBERS = [0.5, -0.5, 2, -2]
/** Shifts up to this price are also tried with other numbers in front than ±1. */
const MAX_NUMBERED = 2.5
const MAX_PAIRS = 4
/** Columns of the dictionary that one shift is compared with, in pairs and alone, as columns evaluated. */
const COLUMNS = 400
const PLAIN_COLUMNS = 40
const ONE = 'one'

/** The search for products beside a term that is known but for a simple number in front. */
export interface ShiftedProducts {
  /** Terms of powers of the inputs alone beside single factors: little work. */
  deepenPlain(above: number, limit: number): Generator<void>
  deepen(above: number, limit: number): Generator<void>
}

/**
 * T(y) = c·M + product: for every cheap monomial M the rest is looked up among the products, alone and in pairs. The
 * dictionary of `products` is used as far as it has been filled.
 */
export function createShiftedProducts(
  bench: Workbench,
  targets: readonly SumTarget[],
  products: ProductSearch
): ShiftedProducts {
  const { screening, names, operators, units } = bench
  const variables = names.map((_, j) => j)
  const atoms = atomsOf(screening, names, variables, operators, units)
  const shift = new Float64Array(screening.n)

  function isPossible(argument: Argument | typeof ONE, { dimension }: SumTarget): boolean {
    if (dimension === null) return true
    if (argument === ONE) return isDimensionless(dimension)
    return argument.dimension === null || equalDimensions(argument.dimension, dimension)
  }

  function evaluateShift(argument: Argument | typeof ONE): void {
    shift.fill(1)
    if (argument === ONE) return
    multiply(screening, variables, argument.monomial.exponents, shift)
    const { atom } = argument
    if (atom !== null) for (let i = 0; i < shift.length; i++) shift[i] = shift[i]! * atom.values[i]!
  }

  function formulaOf(argument: Argument | typeof ONE): Expr | null {
    if (argument === ONE) return constant(1)
    return argumentFormula(argument.monomial.exponents, argument.atom, variables, names, operators)
  }

  function* tryShift(
    target: SumTarget,
    values: Float64Array,
    argument: Argument | typeof ONE,
    number: number,
    mostPairs: number
  ) {
    const rest = values.map((value, i) => value - number * shift[i]!)
    bench.countColumns(mostPairs > 0 ? COLUMNS : PLAIN_COLUMNS)
    for (const factors of products.explain(logMagnitude(rest), mostPairs)) {
      const term = formulaOf(argument)
      if (term === null) return
      const added = scaled(Math.abs(number), term)
      const shifted = {
        id: `${target.id} shifted`,
        isPlain: false,
        transform: ({ x, y }: { readonly x: readonly Float64Array[]; readonly y: Float64Array }) => {
          const program = compile(term, names)
          const column = new Float64Array(y.length)
          evaluator.evaluate(program, x, program.params, column)
          return target.values(x, y).map((value, i) => value - number * column[i]!)
        },
        invert: (product: Expr) => target.invert(apply(number < 0 ? 'sub' : 'add', product, added))
      }
      offerProduct(bench, shifted, factors)
      yield
    }
  }

  function* tryShifts({ above, limit }: CostRange, own: readonly Atom[], mostPairs: number): Generator<void> {
    if (!operators.has('add') || !operators.has('sub')) return
    for (const target of targets.filter(({ id }) => TRANSFORMS.includes(id))) {
      const values = target.values(screening.x, screening.y)
      if (!values.every(Number.isFinite)) continue
      const shifts = argumentsByCost(variables, own, units, { above, limit })
      for (const argument of above < 0 ? ([ONE, ...shifts] as const) : shifts) {
        if (!isPossible(argument, target)) continue
        evaluateShift(argument)
        if (!shift.every(Number.isFinite)) continue
        const isCheap = argument === ONE || argument.cost <= MAX_NUMBERED
        for (const number of isCheap ? [...NUMBERS, ...MORE_NUMBERS] : NUMBERS) {
          yield* tryShift(target, values, argument, number, mostPairs)
          if (bench.proposals.isExact()) return
        }
        yield
      }
    }
  }

  return {
    deepenPlain: (above, limit) => tryShifts({ above, limit }, [], 0),
    deepen: (above, limit) => tryShifts({ above, limit }, atoms, MAX_PAIRS)
  }
}
