import type { Random } from '../../numeric/random.ts'
import { mean, standardDeviation } from '../../numeric/statistics.ts'
import type { PlainAutoencoder } from './autoencoder.ts'
import { judgeForetold, type Foretold } from './dependence.ts'
import { fitInGauge, type GaugedMaps } from './gauge.ts'
import { applyMap, FAMILIES, type MapFamily } from './latentMap.ts'
import type { PairTable } from './pairTable.ts'
import { latentPairs, type LatentModel } from './trainLatent.ts'

/** A latent model with what it tells of held-out pairs. */
export interface JudgedModel {
  readonly model: LatentModel
  readonly foretold: Foretold
}

export interface FamilyChoice {
  readonly chosen: JudgedModel
  /** Unexplained share of each family that was looked at, on held-out pairs. */
  readonly compared: readonly { readonly family: MapFamily; readonly unexplained: number }[]
}

/** Unexplained shares that differ by less are alike: a network is no better. */
const NETWORK_ERROR = 1e-4
/** A family that leaves more of what the identity leaves is not trained for. */
const PROMISING = 0.3
/** Standard errors by which a simpler family may be worse. */
const WORSE = 3

/**
 * The simplest family that tells held-out images as well as a general linear map does, within the errors. Where a family
 * promises well but the latent space bends it, `retrain` looks for a space in which it does not; it also refines the choice.
 */
export function chooseFamily(
  linear: JudgedModel,
  table: PairTable,
  random: Random,
  retrain: (family: MapFamily) => LatentModel | null
): FamilyChoice {
  const { latent } = linear.model.coder
  const judge = (model: LatentModel) => judgeModel(model, table, random)
  const compared: { family: MapFamily; unexplained: number }[] = []
  let identity = Infinity
  for (const family of FAMILIES) {
    if (family === 'linear' || (latent === 1 && (family === 'rotation' || family === 'spiral'))) continue
    let judged = judge({ ...linear.model, family, maps: mapsOf(family, linear.model.coder, table) })
    if (family === 'identity') identity = judged.foretold.unexplained
    const promises = judged.foretold.unexplained < PROMISING * identity
    if (!isAsGood(judged.foretold, linear.foretold) && family !== 'identity' && promises) {
      const retrained = retrain(family)
      if (retrained !== null) judged = judge(retrained)
    }
    compared.push({ family, unexplained: judged.foretold.unexplained })
    if (!isAsGood(judged.foretold, linear.foretold)) continue
    return { chosen: family === 'identity' ? judged : refined(judged), compared: [...compared, linearShare(linear)] }
  }
  return { chosen: linear, compared: [...compared, linearShare(linear)] }

  function refined(judged: JudgedModel): JudgedModel {
    const retrained = retrain(judged.model.family)
    const again = retrained === null ? judged : judge(retrained)
    return again.foretold.unexplained < judged.foretold.unexplained ? again : judged
  }
}

export function judgeModel(model: LatentModel, { heldOut }: PairTable, random: Random): JudgedModel {
  const { encode, decode } = model.coder
  const told = heldOut.from.map((x, p) => decode(applyMap(model.maps.raw[heldOut.group[p]!]!, encode(x))))
  return { model, foretold: judgeForetold(told, heldOut, random) }
}

function mapsOf(family: MapFamily, coder: PlainAutoencoder, { training, pairs }: PairTable): GaugedMaps {
  return fitInGauge(family, latentPairs(coder, training, pairs.parameters?.length ?? 1))
}

function linearShare({ foretold }: JudgedModel): { family: MapFamily; unexplained: number } {
  return { family: 'linear', unexplained: foretold.unexplained }
}

function isAsGood(simple: Foretold, general: Foretold): boolean {
  const more = simple.unexplained - general.unexplained
  if (more <= NETWORK_ERROR) return true
  const differences = simple.errors.map((value, p) => value - general.errors[p]!)
  const error = standardDeviation(differences) / Math.sqrt(differences.length)
  return more <= general.unexplained / 2 && mean(differences) <= WORSE * error
}
