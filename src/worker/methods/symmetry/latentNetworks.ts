import type { Matrix } from 'ml-matrix'
import type { DenseLayers, TrainedNetwork } from '../../../shared/domain/network.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import type { PairTable } from './pairTable.ts'
import type { LatentModel } from './trainLatent.ts'

/** The way into the latent space, the maps there and the way back, as a file tells of them. */
export function latentNetworks(
  { coder, maps }: Pick<LatentModel, 'coder' | 'maps'>,
  { pairs, kept, centre, spread }: Pick<PairTable, 'pairs' | 'kept' | 'centre' | 'spread'>
): TrainedNetwork[] {
  const points = kept.map((j, c) => ({ name: pairs.names[j]!, centre: centre[c]!, spread: spread[c]! }))
  const latent = Array.from({ length: coder.latent }, (_, k) => ({ name: `z${k + 1}`, centre: 0, spread: 1 }))
  const whole = `${pairs.origin} is the encoder, then the latent map, then the decoder.`
  return [
    { kind: 'bypass', name: 'encoder', meaning: `The latent coordinates of a point; ${whole}`, inputs: points, outputs: latent, ...coder.numbers.encoder }, // prettier-ignore
    ...maps.raw.map(({ matrix, shift }, g): TrainedNetwork => ({
      kind: 'dense',
      name: `latent map${pairs.parameters === null ? '' : ` at ${formatNumber(pairs.parameters[g]!, 6)}`}`,
      meaning: `Where a transformation takes a point of the latent space, one linear layer; ${whole}`,
      inputs: latent,
      outputs: latent,
      layers: linearLayer(matrix, shift)
    })),
    { kind: 'bypass', name: 'decoder', meaning: `The point with given latent coordinates; ${whole}`, inputs: latent, outputs: points, ...coder.numbers.decoder } // prettier-ignore
  ]
}

/** z → matrix · z + shift as a network without hidden layers. */
function linearLayer(matrix: Matrix, shift: Float64Array): DenseLayers {
  const size = shift.length
  const kernel = { shape: [size, size], values: Float64Array.from(matrix.transpose().to1DArray()) }
  return { sizes: [size, size], activation: 'tanh', weights: [kernel, { shape: [size], values: shift }] }
}
