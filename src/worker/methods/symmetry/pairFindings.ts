import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { formatShare } from '../../../shared/expression/formatShare.ts'
import type { Random } from '../../numeric/random.ts'
import type { FamilyChoice } from './chooseFamily.ts'
import { dataGenerator } from './dataGenerator.ts'
import type { Foretold } from './dependence.ts'
import { factErrors, groupFacts, mapFacts, type GroupFacts, type MapFacts } from './mapFacts.ts'
import type { MapFamily } from './latentMap.ts'
import { latentNetworks } from './latentNetworks.ts'
import { pairInvariant } from './pairInvariant.ts'
import { familyTable, generatorMap, latentPlot, lossPlot, parameterTable, shuffledPlot } from './pairEvidence.ts'
import type { PairTable } from './pairTable.ts'
import { latentPairs, type LatentModel } from './trainLatent.ts'

/** Why no symmetry is reported. */
export type NoSymmetry =
  | { readonly kind: 'unrelated'; readonly free: Foretold }
  | { readonly kind: 'unmoved'; readonly free: Foretold; readonly model: LatentModel }
  | { readonly kind: 'noSimpleMap'; readonly free: Foretold; readonly model: LatentModel | null }

export const PAIRS_KEY = 'pairs'

export function pairFinding(
  { chosen, compared }: FamilyChoice,
  table: PairTable,
  free: Foretold,
  tried: readonly number[],
  random: Random
): FindingDraft {
  const { model, foretold } = chosen
  const { parameters, origin } = table.pairs
  const pairs = latentPairs(model.coder, table.training, parameters?.length ?? 1)
  const facts = model.maps.canonical.map(mapFacts)
  const shown = strongest(facts)
  const errors = factErrors(model, pairs, shown, random)
  const { angle, scale, shift } = facts[shown]!
  const { latent } = model.coder
  const isTurn = model.family === 'rotation' || model.family === 'spiral'
  const isScaled = model.family === 'scaling' || model.family === 'spiral' || model.family === 'linear'
  const generator = dataGenerator(model, table, shown)
  const evidence = [latentPlot(model, table), shuffledPlot(foretold), familyTable(compared, free, tried)]
  if (parameters !== null) evidence.push(parameterTable(parameters, facts))
  if (generator !== null) evidence.push(generatorMap(generator, table))
  return {
    kind: 'symmetry',
    key: PAIRS_KEY,
    title: `${nameOf(model.family, facts[shown]!, errors)}${parameters === null ? '' : ` at ${formatNumber(parameters[shown]!, 4)}`} in a latent space of ${dimensions(latent)}`,
    summary: summaryOf(model.family, table, foretold, free),
    metrics: {
      latentDimension: latent,
      angle: isTurn ? angle : null,
      angleError: isTurn ? errors.angle : null,
      scale,
      scaleError: isScaled ? errors.scale : null,
      shift,
      unexplained: foretold.unexplained,
      unexplainedFreely: free.unexplained,
      pValue: foretold.pValue,
      ...groupMetrics(groupFacts(model, pairs, parameters), isTurn),
      generatorLinearShare: generator?.linearShare ?? null,
      pairs: table.training.from.length + table.heldOut.from.length,
      heldOutPairs: table.heldOut.from.length
    },
    warnings: latent === 1 && model.family === 'scaling' ? [`In one dimension a scaling about a point outside the data cannot be told from a shift; here the point is where ${origin} changes nothing.`] : [], // prettier-ignore
    evidence: [...evidence, lossPlot(model)],
    networks: latentNetworks(model, table),
    invariant: isTurn && model.family === 'rotation' ? pairInvariant(model, table) : null
  }
}

export function nothingInPairs(table: PairTable, reason: NoSymmetry): FindingDraft {
  const { free } = reason
  const count = table.heldOut.from.length
  const held = `${count} held-out pairs (${table.pairs.origin})`
  const rest = formatShare(free.unexplained, 3)
  const answers = {
    unrelated: {
      title: 'No symmetry: the pairs are not related by a transformation',
      summary: `A smooth function of the first point leaves ${rest} of the spread of the second one in ${held}, and ${formatShare(free.pValue)} of shuffled tables are told as well. So where a point goes does not depend enough on where it was.`
    },
    unmoved: {
      title: 'No symmetry: the second point of a pair is the first one again',
      summary: `In ${held} nothing describes the second point better than the first one itself, within the noise. Only the transformation that changes nothing relates them.`
    },
    noSimpleMap: {
      title: 'No symmetry: the pairs are related, but by no simple transformation',
      summary: `A smooth function of the first point leaves ${rest} of the spread of the second one in ${held}, but no linear map of a latent space comes near to that. The points may need more latent dimensions (option maxLatent), or the relation is no transformation.`
    }
  }
  return {
    kind: 'nothing',
    key: PAIRS_KEY,
    ...answers[reason.kind],
    metrics: {
      unexplainedFreely: free.unexplained,
      pValue: free.pValue,
      pairs: table.training.from.length + count,
      heldOutPairs: count
    },
    warnings: [],
    evidence: [shuffledPlot(free)],
    ...('model' in reason && reason.model !== null && { networks: latentNetworks(reason.model, table) })
  }
}

/** How near the maps are to turning, which is asked of turns alone. */
function groupMetrics({ orthogonality, generatorCosine, composition }: GroupFacts, isTurn: boolean) {
  return { orthogonality, generatorCosine: isTurn ? generatorCosine : null, composition }
}

/** The map that does most. */
function strongest(facts: readonly MapFacts[]): number {
  const sizes = facts.map(({ angle, scale, shift }) => angle + Math.abs(Math.log(scale)) + shift)
  return sizes.indexOf(Math.max(...sizes))
}

function nameOf(family: MapFamily, { angle, scale, shift }: MapFacts, errors: MapFacts): string {
  const turn = `rotation by ${formatNumber(angle, 4)} ± ${formatNumber(errors.angle, 1)} (${formatNumber((180 * angle) / Math.PI, 3)}°)`
  switch (family) {
    case 'identity':
      return 'No change'
    case 'translation':
      return `A translation by ${formatNumber(shift, 3)} spreads`
    case 'rotation':
      return `A ${turn}`
    case 'scaling':
      return `A scaling by ${formatNumber(scale, 4)} ± ${formatNumber(errors.scale, 1)}`
    case 'reflection':
      return 'A reflection'
    case 'spiral':
      return `A ${turn} with scaling by ${formatNumber(scale, 4)}`
    case 'linear':
      return `A linear map with determinant ${formatNumber(scale, 4)}`
  }
}

function summaryOf(family: MapFamily, { heldOut, pairs }: PairTable, foretold: Foretold, free: Foretold): string {
  const kind = family === 'linear' ? 'one linear map' : `one ${family}`
  return `An autoencoder finds coordinates in which ${pairs.origin} is ${kind}, the simplest that tells the second points as well as any linear map. It leaves ${formatShare(foretold.unexplained)} of their spread in ${heldOut.from.length} held-out pairs, a free smooth function ${formatShare(free.unexplained)}; of 999 shuffled tables ${Math.round(1000 * foretold.pValue) - 1} are told as well.`
}

function dimensions(latent: number): string {
  return latent === 1 ? '1 dimension' : `${latent} dimensions`
}
