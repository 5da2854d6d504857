import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import { loadTensor } from '../../tensor/loadTensor.ts'
import type { TrainingRound } from '../../tensor/train.ts'
import { trainThrough } from '../followTraining.ts'
import type { InvestigationContext, TableMethod } from '../method.ts'
import { readPhaseMotion } from '../mechanics/phaseSpace.ts'
import { descriptor } from './descriptor.ts'
import { distilMap } from './distilMap.ts'
import { lawFinding, mapFinding, noMapFinding, PLAIN, type MapReport } from './mapFindings.ts'
import { mapScales } from './mapScales.ts'
import { flowStep, stepErrors } from './judgeMap.ts'
import { phaseSteps } from './phaseSteps.ts'
import { trainGenerating, trainPlainMap, trainSympNet, type MapTraining, type TrainedMap } from './trainMaps.ts'

const MOST_STEPS = 1500
const MOST_UNSEEN = 600
/** Share of the simple guesses' squared error that a map must take away. */
const LEAST_SKILL = 0.6
/** A network that errs by less than this share of what the energy's flow does knows of something else. */
const BEYOND = 0.6

/**
 * The map from one sample to the next by networks that keep phase space whatever their weights are, for samples that are
 * too coarse, or too uneven, to take rates of; and the energy behind it, where integrating its flow does as well.
 */
export const symplecticMap: TableMethod = { kind: 'table', descriptor, accepts, investigate }

function accepts(observations: Observations, options: MethodOptions): true | string {
  const read = readPhaseMotion(observations, options)
  return typeof read === 'string' ? read : true
}

async function* investigate(
  observations: Observations,
  options: MethodOptions,
  context: InvestigationContext
): AsyncGenerator<FindingDraft> {
  const read = readPhaseMotion(observations, options)
  if (typeof read === 'string') return
  const { motion, space } = read
  const shouldStop = () => context.control.shouldStop()
  const [training, unseen] = partsOf(motion.trajectories, context)
  const steps = phaseSteps(training, MOST_STEPS)
  const unseenSteps = phaseSteps(unseen, MOST_UNSEEN)
  const scales = mapScales(steps)
  const settled = distilMap(motion, space, training, steps, {
    operators: new Set(observations.operators),
    maxTerms: Number(options['maxTerms'] ?? 6),
    shouldStop,
    count: (evaluations) => context.count(evaluations, evaluations)
  })
  const lawStep = settled && flowStep(settled.flow, settled.fit.params, scales.size)
  const base = {
    frame: motion.frame,
    space,
    unseen: unseen[0]!,
    steps,
    unseenSteps,
    scales,
    law: settled && lawStep && { settled, step: lawStep, errors: stepErrors(lawStep, unseenSteps) },
    isStopped: false
  }
  const isLaw = base.law !== null && skillOf(base.law.errors) >= LEAST_SKILL
  if (isLaw) yield lawFinding({ ...base, maps: [] })
  if (shouldStop()) {
    if (!isLaw) yield noMapFinding({ ...base, maps: [], isStopped: true }, base.law?.errors.error ?? Infinity)
    return
  }
  const { tf, notice } = await loadTensor()
  if (notice !== null) context.log(notice)
  const settings: MapTraining = {
    tf,
    training: steps,
    unseen: unseenSteps,
    hidden: Number(options['hidden'] ?? 32),
    steps: Number(options['steps'] ?? 1200),
    random: context.random,
    control: context.control
  }
  const maps: MapReport['maps'][number][] = []
  const kind = options['modules'] === 'linear' ? 'linear' : 'gradient'
  const trainings: [string, Generator<TrainingRound, TrainedMap>][] = [
    ['symplectic network', trainSympNet(settings, kind)],
    ['generating function', trainGenerating(settings)],
    [PLAIN, trainPlainMap(settings)]
  ]
  for (const [name, training] of trainings) {
    if (shouldStop()) break
    const trained = trainThrough(name, training, context)
    maps.push({ name, ...trained, errors: stepErrors(trained.step, unseenSteps) })
    if (isLaw) yield lawFinding({ ...base, maps })
  }
  const isStopped = maps.length < trainings.length || maps.some(({ outcome }) => outcome.reason === 'stopped')
  const report: MapReport = { ...base, maps, isStopped }
  const keeping = maps.filter(({ name }) => name !== PLAIN).map(({ errors }) => errors)
  const best = Math.min(...keeping.map(({ error }) => error))
  const lawError = isLaw ? base.law!.errors.error : null
  // a map that is the flow of no simple energy, such as one with kicks
  const isBeyondLaw =
    keeping.some((errors) => skillOf(errors) >= LEAST_SKILL) && (lawError === null || best < BEYOND * lawError)
  if (isBeyondLaw) yield mapFinding(report)
  else if (lawError === null) yield noMapFinding(report, best)
}

function skillOf({ error, guess }: MapReport['maps'][number]['errors']): number {
  return 1 - (error / guess) ** 2
}

/** Whole trajectories are held out where there are four or more, else the last fifth of each. */
function partsOf<T extends MapReport['unseen']>(
  trajectories: readonly T[],
  { random }: InvestigationContext
): [T[], T[]] {
  if (trajectories.length >= 4) {
    const order = random.shuffle([...trajectories])
    const held = Math.max(1, Math.round(trajectories.length / 5))
    return [order.slice(held), order.slice(0, held)]
  }
  const part = (trajectory: T, from: number, to: number): T => ({
    ...trajectory,
    time: trajectory.time.slice(from, to),
    states: trajectory.states.map((values) => values.slice(from, to)),
    rows: trajectory.rows.slice(from, to)
  })
  const cut = ({ time }: T) => Math.floor(0.8 * time.length)
  return [
    trajectories.map((trajectory) => part(trajectory, 0, cut(trajectory))),
    trajectories.map((trajectory) => part(trajectory, cut(trajectory), trajectory.time.length))
  ]
}
