import { expect, test, vi } from 'vitest'
import { holdOut } from '../../../../../src/worker/methods/dynamics/holdOut.ts'
import { chooseNetwork } from '../../../../../src/worker/methods/hamiltonian/chooseNetwork.ts'
import { partsOf, type EnergyShape } from '../../../../../src/worker/methods/hamiltonian/energyShape.ts'
import { rateRows } from '../../../../../src/worker/methods/hamiltonian/rateRows.ts'
import { rolledOut } from '../../../../../src/worker/methods/hamiltonian/rollOut.ts'
import { trainEnergyNetwork } from '../../../../../src/worker/methods/hamiltonian/trainEnergyNetwork.ts'
import { readPhaseMotion } from '../../../../../src/worker/methods/mechanics/phaseSpace.ts'
import { implicitMidpoint } from '../../../../../src/worker/numeric/implicitMidpoint.ts'
import type { PhaseFlow } from '../../../../../src/worker/numeric/phaseFlow.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { loadTensor } from '../../../../../src/worker/tensor/loadTensor.ts'
import { observationsOf } from '../../../../support/observations.ts'
import { recordMotion, type MotionSystem } from '../../../../support/recordMotion.ts'

vi.setConfig({ testTimeout: 120_000 })

const { tf } = await loadTensor()
const context = {
  random: createRandom(1),
  control: { shouldStop: () => false },
  threads: 1,
  count: () => undefined,
  log: () => undefined,
  reportTraining: () => undefined,
  secondsLeft: () => 60,
  searchLaws: () => Promise.resolve([])
}

function learningOf(system: Pick<MotionSystem, 'equations' | 'noise'> & Partial<MotionSystem>, steps: number) {
  const size = Object.keys(system.equations).length
  const start: MotionSystem['start'] = (random) => Array.from({ length: size }, () => 2 * random.next() - 1)
  const shared = { id: 'system', start, duration: 6, points: 61, trajectories: 12 }
  const { columns } = recordMotion({ ...shared, ...system }, createRandom(2))
  const read = readPhaseMotion(observationsOf(columns), {})
  if (typeof read === 'string') throw new Error(read)
  const { motion, space } = read
  const random = createRandom(3)
  const parts = holdOut(motion, random)
  const settings = {
    tf,
    training: rateRows(motion.frame, parts.training, 800),
    unseen: rateRows(motion.frame, parts.unseen, 200),
    tempo: motion.frame.tempo,
    masses: Array.from({ length: space.degrees }, () => 1),
    hasFriction: false,
    hidden: 16,
    steps,
    random,
    control: context.control
  }
  return { frame: motion.frame, space, parts, settings }
}

function finish<Result>(rounds: Iterator<unknown, Result>): Result {
  let next = rounds.next()
  while (next.done !== true) next = rounds.next()
  return next.value
}

/** Mean square of the change of q² + p² along the flow, from starts of sizes 0.3 to 1. */
function energyError(flow: PhaseFlow): number {
  const step = implicitMidpoint(flow)
  let sum = 0
  let count = 0
  for (let start = 3; start <= 10; start++) {
    const z = Float64Array.of(start / 10, 0)
    for (let i = 0; i < 400; i++) {
      step(z, 0.02)
      sum += (z[0]! ** 2 + z[1]! ** 2 - (start / 10) ** 2) ** 2
      count++
    }
  }
  return sum / count
}

test('integration along noisy motion puts right what its derivatives got wrong', () => {
  const { frame, space, parts, settings } = learningOf({ equations: { q: '2*p', p: '-2*q' }, noise: 0.15 }, 200)
  const { network } = finish(trainEnergyNetwork('separable', partsOf('separable', space), settings))
  const rolled = rolledOut(frame, parts.training, settings.training, network, false, { shouldStop: () => false, count: () => undefined }) // prettier-ignore
  expect(energyError(rolled)).toBeLessThan(0.5 * energyError(network))
  // noise of 0.15 · 0.5 averaged over 12 · 61 points for a dozen numbers moves the radius by 0.01, the energy by 0.01
  expect(energyError(rolled)).toBeLessThan(5e-4)
})

test.each<[EnergyShape, number, MotionSystem['equations']]>([
  ['separable', 400, { q: 'p', p: 'q - q^3' }],
  // H = p²/2 + q²/2 + q² p²/4
  ['joint', 500, { q: 'p + q^2*p/2', p: '-q - q*p^2/2' }],
  ['pairs', 200, { x1: 'p1', x2: 'p2/3', p1: '-2*(x1 - x2) - (x1 - x2)^3', p2: '2*(x1 - x2) + (x1 - x2)^3' }]
])('the data choose an energy of the shape %s after %i steps', (shape, steps, equations) => {
  const { frame, space, parts, settings } = learningOf({ equations, noise: 0.02 }, steps)
  expect(finish(chooseNetwork(frame, space, parts, settings, context)).network.shape).toBe(shape)
})

test('a stop leaves the network as it was trained', () => {
  const { frame, space, parts, settings } = learningOf({ equations: { q: 'p', p: '-q' }, noise: 0.05 }, 25)
  const { network } = finish(trainEnergyNetwork('separable', partsOf('separable', space), settings))
  const stopped = { shouldStop: () => true, count: () => undefined }
  expect(rolledOut(frame, parts.training, settings.training, network, false, stopped)).toBe(network)
})
