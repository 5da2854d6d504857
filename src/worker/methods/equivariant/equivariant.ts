import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import { mean, standardDeviation } from '../../numeric/statistics.ts'
import { loadTensor } from '../../tensor/loadTensor.ts'
import type { InvestigationContext, TableMethod } from '../method.ts'
import { judgeForetold } from '../symmetry/dependence.ts'
import { stoppedFinding, warnIfStopped } from '../symmetry/stoppedFinding.ts'
import { compareNetworks, type Comparison } from './compareNetworks.ts'
import { descriptor } from './descriptor.ts'
import { distilLaw } from './distilLaw.ts'
import { KEY, lawFinding, nothingFound, symmetryFinding } from './equivariantFindings.ts'
import type { NetworkSettings } from './learnNetworks.ts'
import { readQuestion } from './readQuestion.ts'

/** A target of point sets, images or lattice links, learnt by a network with their symmetry beside a plain one. */
export const equivariant: TableMethod = { kind: 'table', descriptor, accepts, investigate }

/** Share of shuffled targets that may be told as well. */
const SIGNIFICANT = 0.005
/** Standard errors by which the plain network is better. */
const WORSE = 3

function accepts(observations: Observations, options: MethodOptions): true | string {
  const question = readQuestion(observations, options)
  return typeof question === 'string' ? question : true
}

async function* investigate(
  observations: Observations,
  options: MethodOptions,
  context: InvestigationContext
): AsyncGenerator<FindingDraft> {
  const question = readQuestion(observations, options)
  const { random, control } = context
  if (typeof question === 'string') return
  if (control.shouldStop()) {
    yield stoppedFinding(KEY)
    return
  }
  const { tf, notice } = await loadTensor()
  if (notice !== null) context.log(notice)
  const settings: NetworkSettings = {
    tf, hidden: Number(options.hidden), steps: Number(options.steps), random, control,
    count: (n) => context.count(n, 0), report: context.reportTraining
  } // prettier-ignore
  const comparison = compareNetworks(question, settings)
  if (comparison === null) {
    yield stoppedFinding(KEY)
    return
  }
  const { told, given } = comparison
  const foretold = judgeForetold(told, { from: told, to: given, group: new Int32Array(told.length) }, random)
  const isBroken = isPlainBetter(comparison)
  if (isBroken || foretold.pValue > SIGNIFICANT || foretold.unexplained >= 1) {
    yield warnIfStopped(nothingFound(question, comparison, foretold, isBroken), control)
    return
  }
  yield warnIfStopped(symmetryFinding(question, comparison, foretold), control)
  const law = await distilLaw(question, observations, context)
  if (law !== null) yield lawFinding(question, comparison, foretold, law)
}

function isPlainBetter({ errors, plainErrors }: Comparison): boolean {
  const more = errors.map((value, i) => value - plainErrors[i]!)
  return mean(more) > (WORSE * standardDeviation(more)) / Math.sqrt(more.length)
}
