import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import { loadTensor } from '../../tensor/loadTensor.ts'
import type { InvestigationContext, TableMethod } from '../method.ts'
import { judgeForetold } from '../symmetry/dependence.ts'
import { warnIfStopped } from '../symmetry/stoppedFinding.ts'
import { compareSpeed, toldSeconds, type SpeedQuestion } from './compareSpeed.ts'
import { conformalWidth } from './conformal.ts'
import { descriptor } from './descriptor.ts'
import { kernelModel, networkModel, type EnergyModel, type NetworkSettings } from './energyModels.ts'
import { featureGuard } from './featureGuard.ts'
import { energyByLaw, longRangeLaw } from './longRangeLaw.ts'
import type { Molecule } from './molecules.ts'
import { readMolecules } from './readMolecules.ts'
import { splitMolecules, type MoleculePart, type SplitMolecules } from './splitMolecules.ts'
import { lawFindings, nothingLearnt, stoppedBeforeLearning, surrogateFinding } from './surrogateFindings.ts'

/** Energies of molecules learnt from pair distances, with intervals that hold what they promise, and the laws in them. */
export const surrogate: TableMethod = { kind: 'table', descriptor, accepts, investigate }

/** Share of shuffled energies that may be told as well. */
const SIGNIFICANT = 0.005
/** A law may leave so much of the variance, or as much as the best model. */
const LAW = { share: 1e-4, factor: 1.5 }
/** Molecules to which a law is fitted. */
const MOST_FITTED = 300

function accepts(observations: Observations, options: MethodOptions): true | string {
  const table = readMolecules(observations)
  if (typeof table === 'string') return table
  const told = toldSeconds(observations, options)
  return typeof told === 'string' ? told : true
}

async function* investigate(
  observations: Observations,
  options: MethodOptions,
  context: InvestigationContext
): AsyncGenerator<FindingDraft> {
  const table = readMolecules(observations)
  const told = toldSeconds(observations, options)
  const { random, control } = context
  const shouldStop = () => control.shouldStop()
  if (typeof table === 'string' || typeof told === 'string') return
  const split = splitMolecules(table, random)
  const { training, calibration, test } = split
  const models = await learn(split, options, context)
  if (models === null) {
    yield stoppedBeforeLearning(table)
    return
  }
  const best = models.reduce((a, b) => (meanSquare(a, calibration) <= meanSquare(b, calibration) ? a : b))
  const foretoldEnergies = test.features.map((point) => Float64Array.of(best.predict(point)))
  const answer = { from: test.features, to: Array.from(test.energies, (value) => Float64Array.of(value)), group: new Int32Array(test.features.length) } // prettier-ignore
  const foretold = judgeForetold(foretoldEnergies, answer, random)
  if (foretold.pValue > SIGNIFICANT || foretold.unexplained >= 1) {
    yield shouldStop() ? stoppedBeforeLearning(table) : nothingLearnt({ table, split, models }, foretold)
    return
  }
  const fitted = training.molecules.slice(0, MOST_FITTED)
  const law = longRangeLaw(fitted, training.raw.subarray(0, fitted.length), shouldStop)
  context.count(training.molecules.length, 0)
  const errors = calibration.energies.map((value, m) => value - best.predict(calibration.features[m]!))
  const width = split.spread * conformalWidth(errors, Number(options.cover))
  const predict = (molecule: Molecule) => split.level + split.spread * best.predict(split.features(molecule))
  const speed = compareSpeed({
    split,
    predict,
    told,
    wanted: options.reference as SpeedQuestion['wanted'],
    now: () => -context.secondsLeft(),
    shouldStop
  })
  const { place } = featureGuard(training.features)
  const finding = surrogateFinding({ table, split, models, best, foretold, width, cover: Number(options.cover), places: test.features.map(place), speed }) // prettier-ignore
  yield warnIfStopped(finding, control)
  if (law === null) return
  const left = test.molecules.reduce((sum, molecule, m) => sum + (energyByLaw(law, molecule) - test.raw[m]!) ** 2, 0)
  const share = left / test.raw.length / split.spread ** 2
  if (share <= Math.max(LAW.share, LAW.factor * foretold.unexplained)) yield* lawFindings(law, share, table, split)
}

async function learn(
  { training }: SplitMolecules,
  options: MethodOptions,
  context: InvestigationContext
): Promise<EnergyModel[] | null> {
  const kernel = kernelModel(training, () => context.control.shouldStop())
  if (kernel === null) return null
  context.count(training.features.length, 0)
  if (Number(options.steps) === 0 || context.control.shouldStop()) return [kernel]
  const { tf, notice } = await loadTensor()
  if (notice !== null) context.log(notice)
  const { random, control } = context
  const settings: NetworkSettings = {
    tf, hidden: Number(options.hidden), steps: Number(options.steps), random, control,
    count: (n) => context.count(n, 0), report: (round) => context.reportTraining('energy', round)
  } // prettier-ignore
  return [kernel, networkModel(training, settings)]
}

function meanSquare(model: EnergyModel, { features, energies }: MoleculePart): number {
  return features.reduce((sum, point, m) => sum + (model.predict(point) - energies[m]!) ** 2, 0) / energies.length
}
