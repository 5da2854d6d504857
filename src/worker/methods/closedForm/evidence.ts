import { nestedFit } from '../../numeric/nestedFit.ts'
import { variance } from '../../numeric/statistics.ts'
import { signPattern } from '../signPattern.ts'
import type { TrainingSample } from '../trainingSample.ts'
import type { KnownUnits } from './knownUnits.ts'
import type { ReducedProblem } from './reduction.ts'
import { mayBeAngle, smoothModel, type ModelInput } from './smoothModel.ts'

/** The rows of a problem as tests of its structure see them. */
export interface Evidence {
  readonly names: readonly string[]
  readonly units: KnownUnits | null
  readonly inputs: readonly ModelInput[]
  readonly y: Float64Array
  /** y, log|y|, y² or 1/y, whichever is the smoothest: it depends on the same quantities. */
  readonly target: Float64Array
  /** The power of y that it is, 0 for the logarithm. */
  readonly power: number
  /** Mean square of what a smooth function of all inputs leaves of the target. */
  readonly noise: number
  /** Share of the variance of the target that it leaves. */
  readonly share: number
}

interface View {
  /** The power of y that it is, 0 for the logarithm. */
  readonly power: number
  readonly of: (y: number) => number
}

const PLAIN: View = { power: 1, of: (y) => y }
const OF_ONE_SIGN: readonly View[] = [
  { power: 0, of: (y) => Math.log(Math.abs(y)) },
  { power: 2, of: (y) => y * y },
  { power: -1, of: (y) => 1 / y }
]
/** Dependence by less than this many standard deviations is chance. */
const CHANCE = 3
/** What the next best guess has to show beside one that leaves chance, and, as a multiple, beside one that leaves more. */
const CONTRAST = 8
const MORE_THAN_CHANCE = 2
const MUCH_MORE = 10
/** Halvings of the error that a guess may cost, by changing what is simple to a smooth function. */
export const LEAST_GAIN = -0.3
/** Rows that rule most guesses out, and what they have to show for that. */
const FEW_ROWS = 300
const RULED_OUT = 12
/** Waves of an input have to take away so much of the variance to be there. */
const WORTH = 0.8

/** Null where no value of y is finite. */
export function evidenceOf({ names, units, reduce }: ReducedProblem, rows: TrainingSample): Evidence | null {
  const { x, y } = reduce(rows)
  const views = signPattern(y) === 'mixed' ? [PLAIN] : [PLAIN, ...OF_ONE_SIGN]
  let best: { readonly view: View; readonly share: number } | null = null
  let inputs = x.map((values): ModelInput => ({ values, isAngle: false }))
  for (const view of views) {
    const own = shareLeft(inputs, y.map(view.of))
    if (!Number.isNaN(own) && (best === null || own < best.share)) best = { view, share: own }
  }
  if (best === null) return null
  const target = y.map(best.view.of)
  let least = best.share
  for (const [k, { values }] of inputs.entries()) {
    if (!mayBeAngle(values)) continue
    const wavy = inputs.with(k, { values, isAngle: true })
    const own = shareLeft(wavy, target)
    if (!(own < WORTH * least)) continue
    inputs = wavy
    least = own
  }
  return { names, units, inputs, y, target, power: best.view.power, noise: least * variance(target), share: least }
}

/** Whether a guess leaves no more dependence than chance does, while all others leave clearly more. */
export function isTold(excess: number, contrast: number): boolean {
  if (excess < CHANCE) return contrast >= CONTRAST
  return excess < MORE_THAN_CHANCE * CHANCE && contrast > MUCH_MORE * excess
}

/** Whether a guess leaves so little dependence that it is worth more rows. */
export function isPossible(excess: number): boolean {
  return excess < RULED_OUT
}

/** The same on few rows, evenly taken. */
export function thinned(evidence: Evidence): Evidence {
  const step = evidence.target.length / FEW_ROWS
  if (step <= 1) return evidence
  const pick = (values: Float64Array) =>
    Float64Array.from({ length: FEW_ROWS }, (_, i) => values[Math.floor(i * step)]!)
  const inputs = evidence.inputs.map(({ values, isAngle }) => ({ values: pick(values), isAngle }))
  const target = pick(evidence.target)
  return { ...evidence, inputs, y: pick(evidence.y), target, noise: shareLeft(inputs, target) * variance(target) }
}

/** What a smooth function of the inputs leaves of the variance of a target; NaN where that cannot be told. */
function shareLeft(inputs: readonly ModelInput[], target: Float64Array): number {
  const fit = nestedFit(smoothModel(inputs, target.length).columns, [], target)
  return fit === null || fit.spare <= 0 ? NaN : fit.rss / fit.spare / variance(target)
}
