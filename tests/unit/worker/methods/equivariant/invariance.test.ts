import { expect, test } from 'vitest'
import { createInvariantNetwork } from '../../../../../src/worker/methods/equivariant/invariantNetwork.ts'
import { gridInvariants } from '../../../../../src/worker/methods/equivariant/gridSamples.ts'
import { loopInvariants } from '../../../../../src/worker/methods/equivariant/latticeSamples.ts'
import { pointInvariants } from '../../../../../src/worker/methods/equivariant/pointSamples.ts'
import type { InvariantSamples } from '../../../../../src/worker/methods/equivariant/samples.ts'
import type { Molecule } from '../../../../../src/worker/methods/surrogate/molecules.ts'
import { createRandom, type Random } from '../../../../../src/worker/numeric/random.ts'
import { loadTensor } from '../../../../../src/worker/tensor/loadTensor.ts'

const MOVES = 1000
const POINTS = 5

/** What a network with random weights answers, (n × outputs). */
async function untrained(samples: InvariantSamples): Promise<Float32Array> {
  const { tf } = await loadTensor()
  const network = createInvariantNetwork(tf, samples, 16, createRandom(11))
  const tensors = network.tensorsOf(samples)
  const answers = tf.tidy(() => network.apply(tensors).dataSync()) as Float32Array
  tf.dispose(tensors)
  network.dispose()
  return answers.slice()
}

function spreadOf(answers: Float32Array): number {
  return answers.reduce((most, value) => Math.max(most, Math.abs(value - answers[0]!)), 0)
}

/** Of a random unit quaternion. */
function rotation(random: Random): number[][] {
  const raw = [random.normal(), random.normal(), random.normal(), random.normal()]
  const [w, x, y, z] = raw.map((value) => value / Math.hypot(...raw)) as [number, number, number, number]
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)]
  ]
}

const turned = (matrix: number[][], v: ArrayLike<number>) => matrix.map((row) => row[0]! * v[0]! + row[1]! * v[1]! + row[2]! * v[2]!) // prettier-ignore

/** The same points, turned, shifted and with the order of like ones changed; the first is as it was. */
function movedPoints(random: Random) {
  const places = Array.from({ length: POINTS }, () => [random.normal(), random.normal(), random.normal()])
  const charges = [1, 1, 1, 6, 8]
  const turns = Array.from({ length: MOVES }, (_, k) => (k === 0 ? [[1, 0, 0], [0, 1, 0], [0, 0, 1]] : rotation(random))) // prettier-ignore
  const molecules = turns.map((turn, k): Molecule => {
    const shift = k === 0 ? 0 : random.normal()
    const order = k === 0 ? [0, 1, 2] : random.shuffle([0, 1, 2])
    return {
      atoms: [...order, 3, 4].map((a) => Float64Array.from(turned(turn, places[a]!), (value) => value + shift)),
      charges: Float64Array.from(charges),
      kinds: Int32Array.of(0, 0, 0, 1, 2)
    }
  })
  return { molecules, turns }
}

test('an untrained scalar of points does not change under 1000 rotations, shifts and exchanges', async () => {
  const { molecules } = movedPoints(createRandom(1))
  const answers = await untrained(pointInvariants(molecules, null))
  expect(answers).toHaveLength(MOVES)
  expect(spreadOf(answers)).toBeLessThan(1e-5)
  // other points have another answer
  const others = movedPoints(createRandom(2)).molecules
  const [a, b] = await untrained(pointInvariants([molecules[0]!, others[0]!], null))
  expect(Math.abs(a! - b!)).toBeGreaterThan(1e-3)
})

test('an untrained vector of points turns along', async () => {
  const { molecules, turns } = movedPoints(createRandom(3))
  const answers = await untrained(pointInvariants(molecules, 3))
  const first = answers.subarray(0, 3)
  expect(Math.hypot(...first)).toBeGreaterThan(1e-3)
  const errors = turns.map((turn, k) =>
    Math.hypot(...turned(turn, first).map((value, i) => value - answers[3 * k + i]!))
  )
  expect(Math.max(...errors)).toBeLessThan(1e-5)
})

test('an untrained answer to an image does not change under shifts, quarter turns and mirrors', async () => {
  const random = createRandom(4)
  const [side, image] = [5, Float64Array.from({ length: 25 }, () => random.normal())]
  const at = (change: (row: number, column: number) => [number, number]) =>
    Float64Array.from({ length: side * side }, (_, i) => {
      const [row, column] = change(Math.floor(i / side), i % side)
      return image[((row + side) % side) * side + ((column + side) % side)]!
    })
  const images = [
    image,
    at((r, c) => [r + 2, c + 3]),
    at((r, c) => [c, side - 1 - r]),
    at((r, c) => [r, side - 1 - c]),
    at((r, c) => [side - 1 - c, r + 1])
  ]
  expect(spreadOf(await untrained(gridInvariants(images, side, side)))).toBeLessThan(1e-5)
  const [a, b] = await untrained(gridInvariants([image, at((r, c) => [r * 2, c])], side, side))
  expect(Math.abs(a! - b!)).toBeGreaterThan(1e-5)
})

test.each<[string, (random: Random) => number]>([
  ['U(1)', (random) => 2 * Math.PI * random.next()],
  ['Z2', (random) => Math.PI * random.integer(2)]
])('an untrained answer to links does not change under 1000 %s gauge transformations', async (_, phase) => {
  const random = createRandom(5)
  const [height, width] = [3, 4]
  const links = Float64Array.from({ length: 2 * height * width }, () => phase(random))
  const phases = Array.from({ length: MOVES }, (_move, k) => {
    const gauge = Float64Array.from({ length: height * width }, () => (k === 0 ? 0 : phase(random)))
    return links.map((value, i) => {
      const [site, direction] = [i >> 1, i % 2]
      const [row, column] = [Math.floor(site / width), site % width]
      const end = direction === 0 ? row * width + ((column + 1) % width) : ((row + 1) % height) * width + column
      return gauge[site]! + value - gauge[end]!
    })
  })
  expect(spreadOf(await untrained(loopInvariants({ phases, height, width })))).toBeLessThan(1e-5)
  // one link more or less is no gauge transformation
  const other = links.map((value, i) => (i === 3 ? value + Math.PI : value))
  const [a, b] = await untrained(loopInvariants({ phases: [links, other], height, width }))
  expect(Math.abs(a! - b!)).toBeGreaterThan(1e-4)
})
