import type { OperatorId } from '../../../shared/domain/operators.ts'
import { signPattern } from '../signPattern.ts'
import { likelyInputs } from '../likelyInputs.ts'
import type { TrainingSample } from '../trainingSample.ts'
import { chosenEffects, type ChosenEffects } from './chosenEffects.ts'
import { cliques } from './cliques.ts'
import { possibleEffects } from './effects.ts'

/** A sum, or a product, of functions that are smooth as yet. */
export interface Parts {
  readonly kind: 'sum' | 'product'
  readonly parts: readonly Part[]
}

export interface Part {
  /** Ascending. */
  readonly inputs: readonly number[]
  /** Of the function, row by row. */
  readonly values: Float64Array
}

/** More parts have too many numbers to be put together. */
const MAX_PARTS = 8

/**
 * Which inputs a target depends on together, and which apart, as a sum or, where the target has one sign, as a product:
 * whichever describes the rows in fewer bits. Null where all inputs act together, or none at all.
 * Yields between pieces of work.
 */
export function* partsOf(
  sample: TrainingSample,
  maxInputs: number,
  operators: ReadonlySet<OperatorId>
): Generator<void, Parts | null> {
  const { x, y, n } = sample
  const inputs = likelyInputs(sample, maxInputs)
  const effects = possibleEffects(
    inputs.map((j) => x[j]!),
    n
  )
  const sum = yield* chosenEffects(effects, y)
  let best: { readonly kind: Parts['kind']; readonly chosen: ChosenEffects } = { kind: 'sum', chosen: sum }
  if (operators.has('mul') && signPattern(y) !== 'mixed') {
    const logs = y.map((value) => Math.log(Math.abs(value)))
    const product = yield* chosenEffects(effects, logs)
    // as densities of y
    const change = 2 * logs.reduce((total, value) => total + value, 0)
    if (product.criterion + change < sum.criterion) best = { kind: 'product', chosen: product }
  }
  const { kind, chosen } = best
  const sets = joined(chosen)
  const isWhole = sets.length === 1 && sets[0]!.length === x.length
  if (sets.length === 0 || isWhole || sets.length > MAX_PARTS) return null
  const sums = sets.map((set, k) => sumOf(chosen, set, sets.slice(0, k)))
  const isNegative = kind === 'product' && y[0]! < 0
  const parts = sums.map((values, k) => ({
    inputs: sets[k]!.map((j) => inputs[j]!),
    values: kind === 'sum' ? values : values.map((log) => (isNegative && k === 0 ? -1 : 1) * Math.exp(log))
  }))
  return { kind, parts }
}

function joined({ effects }: ChosenEffects): number[][] {
  const used = [...new Set(effects.flatMap(({ inputs }) => inputs))].sort((a, b) => a - b)
  const sets = cliques(used, (a, b) => effects.some(({ inputs }) => inputs.includes(a) && inputs.includes(b)))
  // what is found for the simple ones helps with the others
  return sets.sort((a, b) => a.length - b.length)
}

/** All effects of a set of inputs that belong to none of the sets before; the constant belongs to the first set. */
function sumOf(
  { effects, values, constant }: ChosenEffects,
  set: readonly number[],
  before: readonly (readonly number[])[]
): Float64Array {
  const isIn = (own: readonly number[], other: readonly number[]) => own.every((j) => other.includes(j))
  const sum = new Float64Array(values[0]!.length).fill(before.length === 0 ? constant : 0)
  for (const [k, { inputs }] of effects.entries()) {
    if (!isIn(inputs, set) || before.some((other) => isIn(inputs, other))) continue
    for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + values[k]![i]!
  }
  return sum
}
