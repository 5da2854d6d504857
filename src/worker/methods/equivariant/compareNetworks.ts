import type { TrainedNetwork } from '../../../shared/domain/network.ts'
import { mean, standardDeviation } from '../../numeric/statistics.ts'
import { comparedNetworks } from './comparedNetworks.ts'
import { learnInvariant, learnPlain, type NetworkSettings } from './learnNetworks.ts'
import type { InvariantSamples, SampleQuestion } from './samples.ts'
import { scaleAnswers, scaleColumns, scaleInvariants } from './scaleSamples.ts'

/** How two networks do after learning from so many samples. */
export interface LearningPoint {
  readonly samples: number
  /** Share of the variance of held-out answers that is left. */
  readonly equivariant: number
  readonly plain: number
}

export interface Comparison {
  /** That of the question, or the weaker one that the target asks for. */
  readonly group: string
  readonly curve: readonly LearningPoint[]
  /** Of held-out samples, after learning from the last number of others: what each network says, and squared errors. */
  readonly told: readonly Float64Array[]
  readonly given: readonly Float64Array[]
  readonly errors: Float64Array
  readonly plainErrors: Float64Array
  /** Both networks as they were then. */
  readonly networks: readonly TrainedNetwork[]
}

const HELD_OUT = 0.3
/** Shares of the samples that the networks learn from in turn, and the fewest. */
const SHARES = [1 / 8, 1 / 4, 1 / 2, 1]
const FEWEST = 10
/** Share of the learnt samples on which the group is chosen. */
const CHOICE = 0.25
/** A part of the group is given up where it costs so many standard errors, and so large a part of the error. */
const COSTS = { errors: 3, factor: 1.5 }

/**
 * Both networks, of the same width and as many steps, on the same samples. Told to stop, it gives what was
 * compared so far; null where that is nothing.
 */
export function compareNetworks(question: SampleQuestion, settings: NetworkSettings): Comparison | null {
  const { random, control } = settings
  const { answers } = question
  const order = random.shuffle(Array.from({ length: question.samples.n }, (_, i) => i))
  const heldOut = order.slice(0, Math.round(HELD_OUT * order.length))
  const learning = order.slice(heldOut.length)
  const { columns: scaled, scales: answerScales } = scaleAnswers(answers, learning, question.samples.vectors === null)
  const raw = scaleColumns(question.raw, learning)
  const given = answersOf(scaled, heldOut)
  const total = squaredSpread(given)
  const { samples, group } = chooseGroup(question, scaled, learning, settings)
  const curve: LearningPoint[] = []
  let last: Comparison | null = null
  for (const share of SHARES) {
    const rows = learning.slice(0, Math.ceil(share * learning.length))
    if (rows.length < FEWEST) continue
    if (control.shouldStop()) break
    const elements = scaleInvariants(samples, rows)
    const obeying = learnInvariant(elements.samples, scaled, rows, heldOut, settings)
    if (control.shouldStop()) break
    const plain = learnPlain(raw.columns, scaled, rows, heldOut, settings)
    // a training that was cut short is not to be compared
    if (control.shouldStop()) break
    const [errors, plainErrors] = [squaredErrors(obeying.told, given), squaredErrors(plain.told, given)]
    curve.push({ samples: rows.length, equivariant: mean(errors) / total, plain: mean(plainErrors) / total })
    const scales = { elements: elements.scales, raw: raw.scales, answers: answerScales }
    const networks = comparedNetworks(question, { samples, group }, scales, { obeying: obeying.numbers, plain: plain.numbers }) // prettier-ignore
    last = { group, curve, told: obeying.told, given, errors, plainErrors, networks }
  }
  return last
}

/** The whole group, unless a network of the weaker one tells samples that neither has seen significantly better. */
function chooseGroup(
  { samples, group, weaker }: SampleQuestion,
  scaled: readonly Float64Array[],
  learning: readonly number[],
  settings: NetworkSettings
): { samples: InvariantSamples; group: string } {
  const choice = learning.slice(0, Math.ceil(CHOICE * learning.length))
  const rows = learning.slice(choice.length)
  if (weaker === null || settings.control.shouldStop()) return { samples, group }
  const given = answersOf(scaled, choice)
  const errorsWith = (tried: InvariantSamples) => squaredErrors(learnInvariant(scaleInvariants(tried, rows).samples, scaled, rows, choice, settings).told, given) // prettier-ignore
  const [whole, part] = [errorsWith(samples), errorsWith(weaker.samples)]
  const more = whole.map((value, i) => value - part[i]!)
  const isFelt = mean(more) > (COSTS.errors * standardDeviation(more)) / Math.sqrt(more.length) && mean(whole) > COSTS.factor * mean(part) // prettier-ignore
  return isFelt ? weaker : { samples, group }
}

function answersOf(scaled: readonly Float64Array[], rows: readonly number[]): Float64Array[] {
  return rows.map((i) => Float64Array.from(scaled, (values) => values[i]!))
}

function squaredErrors(told: readonly Float64Array[], given: readonly Float64Array[]): Float64Array {
  return Float64Array.from(told, (point, i) => point.reduce((sum, value, o) => sum + (value - given[i]![o]!) ** 2, 0))
}

function squaredSpread(points: readonly Float64Array[]): number {
  const centre = points[0]!.map((_, o) => mean(points.map((point) => point[o]!)))
  return mean(points.map((point) => point.reduce((sum, value, o) => sum + (value - centre[o]!) ** 2, 0)))
}
