import { TRAINING, type Problem } from '../../../shared/domain/problem.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { paramValues } from '../../../shared/domain/expr.ts'
import { combineDimensions } from '../../../shared/domain/dimension.ts'
import type { Variable } from '../../../shared/domain/dataset.ts'
import type { InvestigationContext } from '../method.ts'
import { weakBits } from './equationSearch.ts'
import type { MotionFrame } from './motion.ts'
import { priced, type PricedCandidate, type Proposals } from './proposeEquations.ts'
import { weakFit } from './weakFit.ts'
import { weakNoise } from './weakNoise.ts'

/** What a library may leave unexplained before the law search is asked. */
const POOR = 1e-3
const POOR_RATIO = 3
const MOST_ROWS = 1200
/** Share of the time left that one state may take. */
const TIME_SHARE = 0.25
const MAX_COMPLEXITY = 40
const EVALUATIONS = 400_000

/** Whether the libraries have no good right-hand side for state k. */
export function isUnexplained({ candidates }: Proposals, k: number): boolean {
  const best = candidates[k]?.[0]
  return best === undefined || (best.unexplained > POOR && best.ratio > POOR_RATIO)
}

/**
 * Right-hand sides of state k by the search for formulas on its smoothed derivative; their numbers are fitted again to
 * the weak form, which is what they are compared by.
 */
export async function searchDerivative(
  frame: MotionFrame,
  { weak, orders }: Proposals,
  k: number,
  operators: readonly OperatorId[],
  context: InvestigationContext
): Promise<readonly PricedCandidate[]> {
  const total = weak.columns[0]?.length ?? 0
  const stride = Math.max(1, Math.ceil(total / MOST_ROWS))
  const thin = (values: Float64Array) => values.filter((_, i) => i % stride === 0)
  const y = thin(weak.derivatives[k]!)
  const variables: readonly Variable[] = [
    ...frame.states,
    ...frame.states.flatMap((_, j) => (orders[j] === 2 ? [derivativeVariable(frame, j, 1)] : [])),
    ...frame.controls
  ]
  const varying = weak.columns.flatMap((column, j) => (column.some((value) => value !== column[0]) ? [j] : []))
  if (varying.length === 0 || y.every((value) => value === y[0])) return []
  const problem: Problem = {
    target: derivativeVariable(frame, k, orders[k]!),
    inputs: varying.map((j) => variables[j]!),
    n: y.length,
    x: varying.map((j) => thin(weak.columns[j]!)),
    y,
    weights: null,
    // stretches in time, for neighbouring rows know each other
    part: Uint8Array.from(y, (_, i) => (Math.floor((10 * i) / y.length) % 5 === 3 ? 1 : TRAINING)),
    operators,
    maxComplexity: MAX_COMPLEXITY,
    seeds: []
  }
  const laws = await context.searchLaws(problem, {
    seconds: TIME_SHARE * context.secondsLeft(),
    evaluations: EVALUATIONS
  })
  const variance = weak.left[k]!.reduce((sum, value) => sum + value * value, 0) / weak.rows
  return laws.flatMap(({ expression }) => {
    const fitted = weakFit(weak, k, expression)
    if (fitted === null) return []
    const noise = weakNoise(weak, frame, orders, k, fitted.formula)
    const candidate = {
      ...fitted,
      library: { name: 'the search for formulas', terms: [], denominators: [] },
      columns: paramValues(expression).map((_, i) => i),
      bits: weakBits(weak, fitted.formula, paramValues(expression).length, fitted.meanSquare, noise)
    }
    return [priced(weak, frame, orders, k, candidate, variance)]
  })
}

/** The rate of change of a state as a variable of its own. */
function derivativeVariable({ velocities, states, time }: MotionFrame, k: number, order: number): Variable {
  const { dimension, name } = states[k]!
  const isKnown = dimension !== null && time.dimension !== null
  return {
    name: order === 1 ? velocities[k]! : `acceleration of ${name}`,
    unit: null,
    dimension: isKnown ? combineDimensions(dimension, time.dimension, -order) : null
  }
}
