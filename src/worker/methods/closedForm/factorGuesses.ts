import { combineDimensions, DIMENSIONLESS, isDimensionless } from '../../../shared/domain/dimension.ts'
import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import { OPERATORS, type OperatorId } from '../../../shared/domain/operators.ts'
import { powerProduct } from '../powerProduct.ts'
import { signPattern } from '../signPattern.ts'
import { dependence } from './dependence.ts'
import { isPossible, isTold, LEAST_GAIN, thinned, type Evidence } from './evidence.ts'
import type { Guess } from './guess.ts'
import { rationalNear } from './plainNumber.ts'
import type { Quantity } from './reduction.ts'
import type { Workbench } from './workbench.ts'

const EXPONENTS = [1, -1, 2, -2, 0.5, -0.5, 3, -3, 1.5, -1.5, 4, -4]
/** Functions of one input that laws have as a factor, and the exponents that these have. */
const FUNCTIONS: readonly OperatorId[] = ['cos', 'sin', 'exp']
const FUNCTION_EXPONENTS = [1, 2, -1]
/** What a test costs, in columns evaluated. */
const COLUMNS = 80

interface Factor extends Quantity {
  readonly values: Float64Array
}

/**
 * Inputs of which a known function may only multiply y: what is left without it no longer depends on the input. Where y
 * has one sign and a smooth logarithm, that is compared; else y itself with the function times a smooth one.
 */
export function* factorGuesses(
  evidence: Evidence,
  bench: Pick<Workbench, 'operators' | 'countColumns'>
): Generator<Guess | null> {
  const few = thinned(evidence)
  for (let j = 0; j < evidence.inputs.length; j++) {
    const all = factorsOf(evidence, j, bench.operators)
    const ofFew = factorsOf(few, j, bench.operators)
    const excesses: number[] = []
    for (const factor of ofFew) {
      excesses.push(excessBeside(few, j, factor.values))
      bench.countColumns(COLUMNS)
      yield null
    }
    for (const [k, factor] of all.entries()) {
      if (!isPossible(excesses[k]!)) continue
      excesses[k] = excessBeside(evidence, j, factor.values)
      bench.countColumns(COLUMNS)
      yield null
    }
    const order = excesses.map((_, k) => k).sort((a, b) => excesses[a]! - excesses[b]!)
    const [best, second] = order
    if (best === undefined || second === undefined) continue
    const contrast = excesses[second]!
    if (!isTold(excesses[best]!, contrast)) continue
    const { formula, dimension } = all[best]!
    yield {
      steps: [{ kind: 'factor', removed: [j], quantity: { formula, dimension } }],
      weight: 1 + Math.min(1, contrast / 100)
    }
  }
}

/** What an input still says of y without a factor; infinite where a smooth function no longer describes what is left. */
function excessBeside(evidence: Evidence, j: number, factor: Float64Array): number {
  const rest = evidence.inputs.filter((_, k) => k !== j)
  const fit = dependence(evidence, rest, evidence.inputs[j]!.values, factor)
  return fit !== null && fit.gain > LEAST_GAIN ? fit.excess : Infinity
}

function factorsOf({ names, units, inputs }: Evidence, j: number, operators: ReadonlySet<OperatorId>): Factor[] {
  const { values } = inputs[j]!
  const own = units?.inputs[j] ?? null
  const base = variable(names[j]!)
  const found: Factor[] = []
  const keep = (of: Expr, exponent: number, column: Float64Array, dimension: Factor['dimension']): void => {
    const formula = powerProduct(null, [{ base: of, exponent: rationalNear(exponent, 1e-9) ?? constant(1) }], operators)
    const powers = column.map((value) => value ** exponent)
    if (formula !== null && powers.every(Number.isFinite)) found.push({ formula, dimension, values: powers })
  }
  if (signPattern(values) !== 'mixed') {
    for (const exponent of EXPONENTS) {
      keep(base, exponent, values, own && combineDimensions(DIMENSIONLESS, own, exponent))
    }
  }
  if (own !== null && !isDimensionless(own)) return found
  for (const id of FUNCTIONS.filter((operator) => operators.has(operator))) {
    const column = values.map((value) => OPERATORS[id].evaluate(value, NaN))
    for (const exponent of FUNCTION_EXPONENTS) keep(apply(id, base), exponent, column, own && DIMENSIONLESS)
  }
  return found
}
