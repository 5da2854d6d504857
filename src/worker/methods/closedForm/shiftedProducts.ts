import { equalDimensions, isDimensionless } from '../../../shared/domain/dimension.ts'
import { apply, constant, type Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { argumentFormula, argumentsByCost, type Argument } from './argumentsByCost.ts'
import { atoms as atomsOf } from './atoms.ts'
import { scaled } from './factor.ts'
import { multiply } from './factorStream.ts'
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
/** Columns of the dictionary that one shift is compared with, as columns evaluated. */
const COLUMNS = 400
const ONE = 'one'

/**
 * T(y) = c·M + product: for every cheap monomial M the rest is looked up among the products, alone and in pairs. The
 * dictionary of `products` is used as far as it has been filled.
 */
export function createShiftedProducts(
  bench: Workbench,
  targets: readonly SumTarget[],
  products: ProductSearch
): { deepen(above: number, limit: number): Generator<void> } {
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

  function* tryShift(target: SumTarget, values: Float64Array, argument: Argument | typeof ONE, number: number) {
    const rest = values.map((value, i) => value - number * shift[i]!)
    bench.countColumns(COLUMNS)
    for (const factors of products.explain(logMagnitude(rest))) {
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

  function* shifts(above: number, limit: number): Generator<Argument | typeof ONE> {
    if (above < 0) yield ONE
    yield* argumentsByCost(variables, atoms, units, { above, limit })
  }

  return {
    *deepen(above, limit) {
      if (!operators.has('add') || !operators.has('sub')) return
      for (const target of targets.filter(({ id }) => TRANSFORMS.includes(id))) {
        const values = target.values(screening.x, screening.y)
        if (!values.every(Number.isFinite)) continue
        for (const argument of shifts(above, limit)) {
          if (!isPossible(argument, target)) continue
          evaluateShift(argument)
          if (!shift.every(Number.isFinite)) continue
          const isCheap = argument === ONE || argument.cost <= MAX_NUMBERED
          for (const number of isCheap ? [...NUMBERS, ...MORE_NUMBERS] : NUMBERS) {
            yield* tryShift(target, values, argument, number)
            if (bench.proposals.isExact()) return
          }
          yield
        }
      }
    }
  }
}
