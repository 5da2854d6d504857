import { expect, test } from 'vitest'
import { mapNetworks, trainingWarnings } from '../../../../../src/worker/methods/symplecticMap/mapNetworks.ts'
import { mapScales } from '../../../../../src/worker/methods/symplecticMap/mapScales.ts'
import {
  trainGenerating,
  trainPlainMap,
  trainSympNet,
  type MapTraining,
  type TrainedMap
} from '../../../../../src/worker/methods/symplecticMap/trainMaps.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { loadTensor } from '../../../../../src/worker/tensor/loadTensor.ts'
import { readBack } from '../../../../support/readBack.ts'

const n = 40
const random = createRandom(5)
const { tf } = await loadTensor()

/** Four states that turn a little about a centre away from 0. */
const before = [3, -1, 0.5, 0].map((centre) => Float64Array.from({ length: n }, () => centre + 2 * random.normal()))
const time = Float64Array.from({ length: n }, () => 0.1 + 0.1 * random.next())
const after = before.map((values, k) =>
  values.map((value, i) => value + time[i]! * (k < 2 ? 1 : -1) * before[(k + 2) % 4]![i]!)
)
const steps = { n, before, after, time }

const training: MapTraining = {
  tf,
  training: steps,
  unseen: steps,
  hidden: 6,
  steps: 20,
  random,
  control: { shouldStop: () => false }
}

function train(rounds: Generator<unknown, TrainedMap>): TrainedMap {
  let next = rounds.next()
  while (!next.done) next = rounds.next()
  return next.value
}

test.each<[string, () => Generator<unknown, TrainedMap>]>([
  ['shears by ridges', () => trainSympNet(training, 'gradient')],
  ['shears by matrices and activations', () => trainSympNet(training, 'linear')],
  ['a generating function', () => trainGenerating(training)],
  ['rates', () => trainPlainMap(training)]
])('a map by %s takes the same step read from a file', (_, rounds) => {
  const { numbers, step } = train(rounds())
  const frame = { time: { name: 't', unit: null, dimension: null } }
  const networks = mapNetworks(frame, { names: ['x', 'y', 'px', 'py'] }, mapScales(steps), [{ name: 'map', numbers }])
  const read = readBack(networks).get('map')!
  for (const i of [0, 7, 31]) {
    const state = before.map((values) => values[i]!)
    const moved = Float64Array.from(state)
    expect(step(moved, time[i]!)).toBe(true)
    // sums of some hundred terms in another order, and a middle found to a part in 10¹²
    read([...state, time[i]!]).forEach((value, k) => expect(value).toBeCloseTo(moved[k]!, 9))
    expect(Math.hypot(...moved.map((value, k) => value - state[k]!))).toBeGreaterThan(0.01)
  }
})

test('a map whose training was cut short is said to be barely trained, and one that came to its end is not', () => {
  let looks = 0
  const stopped = train(trainPlainMap({ ...training, control: { shouldStop: () => ++looks > 7 } }))
  const whole = train(trainPlainMap(training))
  const warnings = trainingWarnings([
    { name: 'plain network', ...stopped },
    { name: 'generating function', ...whole }
  ])
  expect(warnings).toEqual([expect.stringMatching(/^The training of the plain network was stopped after 7 steps/)])
})
