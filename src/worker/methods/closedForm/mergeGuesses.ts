import { combineDimensions, DIMENSIONLESS, equalDimensions, type Dimension } from '../../../shared/domain/dimension.ts'
import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import { powerProduct } from '../powerProduct.ts'
import { dependence, type Dependence } from './dependence.ts'
import { isPossible, isTold, LEAST_GAIN, thinned, type Evidence } from './evidence.ts'
import type { Guess } from './guess.ts'
import { powerMergers, type Merger } from './powerMergers.ts'
import type { Quantity } from './reduction.ts'
import { mayBeAngle } from './smoothModel.ts'
import type { Workbench } from './workbench.ts'

/** Halvings of the error that are evidence by themselves. */
const CLEAR_GAIN = 0.5
/** Share of the variance below which no waves are missing. */
const SMOOTH = 1e-4
/** What a test costs, in columns evaluated. */
const COLUMNS = 80

/** What y still says of the inputs of a quantity. */
interface Tested extends Dependence {
  readonly quantity: Quantity
}

type Searched = Pick<Workbench, 'operators' | 'countColumns'>

/**
 * Pairs of inputs that y may depend on by one quantity alone, such as a − b, a·b², a² + b²: a smooth function of that
 * quantity and the other inputs is not improved by a. Compare S.-M. Udrescu, M. Tegmark, "AI Feynman" (2020),
 * doi:10.1126/sciadv.aay2631, which asks a network instead of the rows.
 */
export function* mergeGuesses(evidence: Evidence, bench: Searched): Generator<Guess | null> {
  const { inputs } = evidence
  const few = thinned(evidence)
  for (let b = 1; b < inputs.length; b++) {
    for (let a = 0; a < b; a++) {
      const ruledOut: Tested[] = []
      const left = new Set<string>()
      for (const quantity of mergers(few, a, b, bench.operators)) {
        const result = tested(few, a, b, quantity, bench)
        if (result.some(({ excess }) => isPossible(excess))) left.add(printInfix(quantity.formula))
        else ruledOut.push(...result)
        yield null
      }
      const passed: Tested[] = []
      for (const quantity of left.size === 0 ? [] : mergers(evidence, a, b, bench.operators)) {
        if (!left.has(printInfix(quantity.formula))) continue
        passed.push(...tested(evidence, a, b, quantity, bench))
        yield null
      }
      yield guessOf([a, b], passed, ruledOut)
    }
  }
}

/** The quantity taken as it is, and as an angle where it may be one. */
function tested(evidence: Evidence, a: number, b: number, { values, ...quantity }: Merger, bench: Searched): Tested[] {
  const { inputs, share } = evidence
  const rest = inputs.filter((_, k) => k !== a && k !== b)
  const views = share > SMOOTH && mayBeAngle(values) ? [false, true] : [false]
  bench.countColumns(COLUMNS * views.length)
  return views.flatMap((isAngle) => {
    const fit = dependence(evidence, [{ values, isAngle }, ...rest], inputs[a]!.values)
    return fit === null ? [] : [{ quantity, ...fit }]
  })
}

/** The best quantity of a pair, if it alone leaves nothing but chance, or gains by far the most. */
function guessOf(
  removed: readonly [number, number],
  passed: readonly Tested[],
  ruledOut: readonly Tested[]
): Guess | null {
  const [best] = passed
    .filter(({ gain }) => gain > LEAST_GAIN)
    .toSorted((p, q) => p.excess - p.gain - (q.excess - q.gain))
  if (best === undefined) return null
  const unlike = passed.filter(({ quantity }) => quantity.formula !== best.quantity.formula)
  const contrast = Math.min(...[...unlike, ...ruledOut].map(({ excess }) => excess))
  const isClear = best.gain > CLEAR_GAIN && unlike.every(({ gain }) => gain < best.gain - CLEAR_GAIN)
  if (!isTold(best.excess, contrast) && !(isClear && isTold(best.excess, Infinity))) return null
  return {
    steps: [{ kind: 'merge', removed, quantity: best.quantity }],
    weight: best.gain + Math.min(1, contrast / 100)
  }
}

function mergers(
  { names, units, inputs }: Evidence,
  a: number,
  b: number,
  operators: ReadonlySet<OperatorId>
): Merger[] {
  const [first, second] = [variable(names[a]!), variable(names[b]!)]
  const [u, v] = [inputs[a]!.values, inputs[b]!.values]
  const [own, other] = [units?.inputs[a] ?? null, units?.inputs[b] ?? null]
  const square = (expression: Expr) => powerProduct(null, [{ base: expression, exponent: constant(2) }], operators)
  const found: Merger[] = []
  const keep = (formula: Expr | null, dimension: Dimension | null, value: (a: number, b: number) => number): void => {
    const values = u.map((of, i) => value(of, v[i]!))
    if (formula !== null && values.every(Number.isFinite)) found.push({ formula, dimension, values })
  }
  if (own === null || other === null || equalDimensions(own, other)) {
    const squares = [square(first), square(second)] as const
    const ofSquares = own && combineDimensions(DIMENSIONLESS, own, 2)
    const both = (id: 'add' | 'sub') =>
      squares[0] === null || squares[1] === null ? null : apply(id, squares[0], squares[1])
    if (operators.has('sub')) {
      keep(apply('sub', first, second), own, (p, q) => p - q)
      keep(both('sub'), ofSquares, (p, q) => p * p - q * q)
    }
    if (operators.has('add')) {
      keep(apply('add', first, second), own, (p, q) => p + q)
      keep(both('add'), ofSquares, (p, q) => p * p + q * q)
    }
  }
  return [...found, ...powerMergers({ names, units, inputs }, a, b, operators)]
}
