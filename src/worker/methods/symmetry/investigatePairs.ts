import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import { loadTensor } from '../../tensor/loadTensor.ts'
import type { TensorFlow } from '../../tensor/tensorRuntime.ts'
import { assignWeights, readWeights } from '../../tensor/weights.ts'
import type { InvestigationContext } from '../method.ts'
import { createAutoencoder, type Autoencoder } from './autoencoder.ts'
import { chooseFamily, judgeModel, type FamilyChoice, type JudgedModel } from './chooseFamily.ts'
import { foretellFreely, type Foretold } from './dependence.ts'
import type { MapFamily } from './latentMap.ts'
import { latentNetworks } from './latentNetworks.ts'
import { shuffledPlot } from './pairEvidence.ts'
import { nothingInPairs, pairFinding, PAIRS_KEY } from './pairFindings.ts'
import { pairTable, type PairTable } from './pairTable.ts'
import type { SamplePairs } from './samplePairs.ts'
import { stoppedFinding, warnIfStopped } from './stoppedFinding.ts'
import { trainLatent, type LatentModel } from './trainLatent.ts'

export interface PairSettings {
  readonly maxLatent: number
  readonly steps: number
}

/** Share of shuffled tables that may be told as well. */
const SIGNIFICANT = 0.005
/** What a latent map leaves may exceed what any smooth function leaves by this factor and this share. */
const AS_FREE = { factor: 1.3, share: 0.002 }
/** A transformation says most of where a point goes. */
const MOST_UNEXPLAINED = 0.5
const RATE = 0.01

/** Transformations between paired points, in a latent space of as few dimensions as will do. */
export async function* investigatePairs(
  pairs: SamplePairs,
  { maxLatent, steps }: PairSettings,
  context: InvestigationContext
): AsyncGenerator<FindingDraft> {
  const { random, control } = context
  const table = pairTable(pairs, random)
  const free = foretellFreely(table, random, () => control.shouldStop())
  if (free === null) {
    yield stoppedFinding(PAIRS_KEY)
    return
  }
  context.count(free.errors.length, 0)
  if (!isTold(free)) {
    yield nothingInPairs(table, { kind: 'unrelated', free })
    return
  }
  const { tf, notice } = await loadTensor()
  if (notice !== null) context.log(notice)
  let best: JudgedModel | null = null
  let isAnswered = false
  const tried: number[] = []
  const most = Math.min(maxLatent, table.kept.length)
  for (let latent = 1; latent <= most && (best === null || !control.shouldStop()); latent++) {
    const autoencoder = createAutoencoder(tf, [...table.training.from, ...table.training.to], latent, random)
    try {
      const linear = judgeModel(trainFamily(tf, autoencoder, 'linear', steps, RATE, table, context), table, random)
      const isStopped = control.shouldStop()
      if (isStopped && isAnswered) return
      tried.push(linear.foretold.unexplained)
      context.log(`Latent space of ${latent} ${latent === 1 ? 'dimension' : 'dimensions'}: a linear map leaves ${formatShare(linear.foretold.unexplained)} of held-out images unexplained.`) // prettier-ignore
      if (!isStopped && best !== null && isEnough(best.foretold, linear.foretold)) break
      best = linear
      if (!isEnough(linear.foretold, free) || !isTold(linear.foretold)) continue
      const choice = chooseFamily(linear, table, random, (family) =>
        control.shouldStop() ? null : retrain(tf, autoencoder, family, steps, table, context)
      )
      yield answer(choice, table, free, tried, context)
      isAnswered = true
      // what is left may be noise, or a dimension that is missing
      if (control.shouldStop() || linear.foretold.unexplained < AS_FREE.share * 5) return
    } finally {
      autoencoder.dispose()
    }
  }
  if (isAnswered) return
  const model = best?.model ?? null
  if (!control.shouldStop()) yield nothingInPairs(table, { kind: 'noSimpleMap', free, model })
  else yield stoppedFinding(PAIRS_KEY, [shuffledPlot(free)], model === null ? [] : latentNetworks(model, table))
}

function answer(
  choice: FamilyChoice,
  table: PairTable,
  free: Foretold,
  tried: readonly number[],
  { random, control }: InvestigationContext
): FindingDraft {
  const { model } = choice.chosen
  const finding =
    model.family === 'identity'
      ? nothingInPairs(table, { kind: 'unmoved', free, model })
      : pairFinding(choice, table, free, tried, random)
  return warnIfStopped(finding, control)
}

function isTold({ pValue, unexplained }: Foretold): boolean {
  return pValue <= SIGNIFICANT && unexplained < MOST_UNEXPLAINED
}

function isEnough(one: Foretold, other: Foretold): boolean {
  return one.unexplained <= AS_FREE.factor * other.unexplained + AS_FREE.share
}

function trainFamily(
  tf: TensorFlow,
  autoencoder: Autoencoder,
  family: MapFamily,
  steps: number,
  rate: number,
  table: PairTable,
  { random, control, count, reportTraining }: InvestigationContext
): LatentModel {
  const groups = table.pairs.parameters?.length ?? 1
  const name = `autoencoder, ${autoencoder.latent} latent, ${family}`
  return trainLatent({
    tf, autoencoder, family, part: table.training, groups, steps, rate, random, control,
    count: (n) => count(n, 0), report: (round) => reportTraining(name, round)
  }) // prettier-ignore
}

/** A space in which the family fits, looked for from where the autoencoder is; the autoencoder itself stays as it is. */
function retrain(
  tf: TensorFlow,
  autoencoder: Autoencoder,
  family: MapFamily,
  steps: number,
  table: PairTable,
  context: InvestigationContext
): LatentModel {
  const before = readWeights(autoencoder.variables)
  const model = trainFamily(tf, autoencoder, family, Math.ceil(steps / 2), RATE / 2, table, context)
  assignWeights(tf, autoencoder.variables, before)
  return model
}
