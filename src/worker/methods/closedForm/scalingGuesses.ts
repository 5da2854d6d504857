import { combineDimensions, DIMENSIONLESS } from '../../../shared/domain/dimension.ts'
import { constant, variable } from '../../../shared/domain/expr.ts'
import { powerProduct } from '../powerProduct.ts'
import { dependence } from './dependence.ts'
import { isPossible, isTold, LEAST_GAIN, thinned, type Evidence } from './evidence.ts'
import type { Guess } from './guess.ts'
import { powerMergers, type Merger } from './powerMergers.ts'
import type { Quantity } from './reduction.ts'
import type { Workbench } from './workbench.ts'

const EXPONENTS = [1, -1, 2, -2, 3, -3, 4, -4]
/** What a test costs, in columns evaluated. */
const COLUMNS = 80

interface Scaling {
  readonly factor: Quantity & { readonly values: Float64Array }
  readonly merger: Merger
}

/**
 * Pairs of inputs by which y scales: y/a^n depends on them by one product of powers alone. Steps of this kind find the
 * pure numbers of a law that has no units given. Compare J. Bertrand's and E. Buckingham's theorem (1914),
 * doi:10.1103/PhysRev.4.345.
 */
export function* scalingGuesses(
  evidence: Evidence,
  bench: Pick<Workbench, 'operators' | 'countColumns'>
): Generator<Guess | null> {
  const few = thinned(evidence)
  for (let b = 1; b < evidence.inputs.length; b++) {
    for (let a = 0; a < b; a++) {
      const ofFew = scalings(few, a, b, bench)
      const excesses: number[] = []
      for (const scaling of ofFew) {
        excesses.push(excessOf(few, a, b, scaling))
        bench.countColumns(COLUMNS)
        yield null
      }
      if (!excesses.some(isPossible)) continue
      const all = scalings(evidence, a, b, bench)
      for (const [k, scaling] of all.entries()) {
        if (!isPossible(excesses[k]!)) continue
        excesses[k] = excessOf(evidence, a, b, scaling)
        bench.countColumns(COLUMNS)
        yield null
      }
      const [best, second] = excesses.map((_, k) => k).sort((p, q) => excesses[p]! - excesses[q]!)
      if (best === undefined || second === undefined || !isTold(excesses[best]!, excesses[second]!)) continue
      const { factor, merger } = all[best]!
      yield {
        steps: [
          { kind: 'factor', removed: [], quantity: { formula: factor.formula, dimension: factor.dimension } },
          { kind: 'merge', removed: [a, b], quantity: { formula: merger.formula, dimension: merger.dimension } }
        ],
        weight: Math.min(100, excesses[second]!) - excesses[best]!
      }
    }
  }
}

function excessOf(evidence: Evidence, a: number, b: number, { factor, merger }: Scaling): number {
  const { inputs } = evidence
  const rest = inputs.filter((_, k) => k !== a && k !== b)
  const quantities = [{ values: merger.values, isAngle: false }, ...rest]
  const fit = dependence(evidence, quantities, inputs[a]!.values, factor.values)
  return fit !== null && fit.gain > LEAST_GAIN ? fit.excess : Infinity
}

function scalings(evidence: Evidence, a: number, b: number, { operators }: Pick<Workbench, 'operators'>): Scaling[] {
  const { names, units, inputs } = evidence
  const { values } = inputs[a]!
  const own = units?.inputs[a] ?? null
  const factors = EXPONENTS.flatMap((exponent) => {
    const formula = powerProduct(null, [{ base: variable(names[a]!), exponent: constant(exponent) }], operators)
    if (formula === null) return []
    const dimension = own && combineDimensions(DIMENSIONLESS, own, exponent)
    return [{ formula, dimension, values: values.map((value) => value ** exponent) }]
  })
  return powerMergers(evidence, a, b, operators).flatMap((merger) => factors.map((factor) => ({ factor, merger })))
}
