import { expect, test } from 'vitest'
import { createAutoencoder } from '../../../../../src/worker/methods/symmetry/autoencoder.ts'
import { applyMap } from '../../../../../src/worker/methods/symmetry/latentMap.ts'
import { latentNetworks } from '../../../../../src/worker/methods/symmetry/latentNetworks.ts'
import { pairTable } from '../../../../../src/worker/methods/symmetry/pairTable.ts'
import type { SamplePairs } from '../../../../../src/worker/methods/symmetry/samplePairs.ts'
import { trainLatent } from '../../../../../src/worker/methods/symmetry/trainLatent.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { loadTensor } from '../../../../../src/worker/tensor/loadTensor.ts'
import { onCircle, turn } from '../../../../support/pairedSamples.ts'
import { readBack } from '../../../../support/readBack.ts'

const random = createRandom(2)

/** Points of a circle in three columns, away from 0, turned by one of two angles; a fourth column never moves. */
function circlePairs(): SamplePairs {
  const bent = ([u, v]: readonly number[]) => Float64Array.of(5 + 2 * u!, Math.tanh(v!), u! * v!, 7)
  const angles = [0.4, 0.9]
  const drawn = Array.from({ length: 80 }, () => onCircle(random))
  return {
    names: ['a', 'b', 'c', 'still'],
    from: drawn.map(bent),
    to: drawn.map((z, p) => bent(turn(z, angles[p % 2]!))),
    group: Int32Array.from(drawn, (_, p) => p % 2),
    parameters: angles,
    block: Int32Array.from(drawn, (_, p) => p),
    origin: 'x… → y…'
  }
}

test('encoder, latent maps and decoder read from a file take a point where the program takes it', async () => {
  const { tf } = await loadTensor()
  const pairs = circlePairs()
  const table = pairTable(pairs, random)
  const autoencoder = createAutoencoder(tf, table.training.from, 2, random)
  const model = trainLatent({
    tf, autoencoder, family: 'linear', part: table.training, groups: 2, steps: 40, rate: 0.01, random,
    control: { shouldStop: () => false }, count: () => undefined, report: () => undefined
  }) // prettier-ignore
  autoencoder.dispose()
  const read = readBack(latentNetworks(model, table))
  expect([...read.keys()]).toEqual(['encoder', 'latent map at 0.4', 'latent map at 0.9', 'decoder'])
  const point = pairs.from[3]!.subarray(0, 3)
  const scaled = point.map((value, c) => (value - table.centre[c]!) / table.spread[c]!)
  const code = model.coder.encode(scaled)
  const image = applyMap(model.maps.raw[1]!, code)
  const foretold = model.coder.decode(image).map((value, c) => table.centre[c]! + table.spread[c]! * value)
  const own = read.get('latent map at 0.9')!(read.get('encoder')!([...point]))
  own.forEach((value, k) => expect(value).toBeCloseTo(image[k]!, 10))
  read.get('decoder')!(own).forEach((value, c) => expect(value).toBeCloseTo(foretold[c]!, 10))
})
