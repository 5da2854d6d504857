import { expect, test, vi } from 'vitest'
import type { Observations } from '../../../../src/shared/domain/observations.ts'
import type { OptionValue, RunSnapshot } from '../../../../src/shared/domain/run.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import type { RunResult } from '../../../../src/worker/search/runTask.ts'
import { startRunThread } from '../../../../src/worker/search/runThread.ts'
import { pointTable } from '../../../support/equivariantTables.ts'
import { distanceOf, moleculeTable } from '../../../support/moleculeTables.ts'
import { observationsOf } from '../../../support/observations.ts'
import { onCircle, pairedSamples, turn } from '../../../support/pairedSamples.ts'
import { recordMotion } from '../../../support/recordMotion.ts'

// a thread of its own loads TensorFlow, on a machine that may have other things to do
vi.setConfig({ testTimeout: 120_000 })

const swings = recordMotion(
  {
    id: 'swings',
    equations: { q: 'p', p: '-sin(q)' },
    start: (random) => [2 * random.next() - 1, random.next()],
    duration: 6,
    points: 30,
    trajectories: 6,
    noise: 0.01
  },
  createRandom(1)
)
const swinging = observationsOf(swings.columns)
const molecules = moleculeTable(
  { molecules: 120, charges: [1, 8, 1], energy: ([a, b, c]) => distanceOf(a!, b!) + distanceOf(b!, c!) },
  createRandom(2)
)
const points = pointTable(150, 3, createRandom(3), (between) => between(0, 1) + between(1, 2) + between(0, 2))
const pairs = pairedSamples({ draw: onCircle, move: (z) => turn(z, 0.5), dimension: 6, pairs: 200 }, createRandom(4))

/** Trainings that would go on for minutes. */
const TRAININGS: readonly (readonly [string, Observations, Readonly<Record<string, OptionValue>>])[] = [
  ['symplecticMap', swinging, { steps: 20_000 }],
  ['surrogate', observationsOf(molecules, { target: 'E' }), { steps: 50_000 }],
  ['equivariant', observationsOf(points, { target: 'E' }), { steps: 50_000 }],
  ['symmetry', observationsOf(pairs), { pairs: 'x:y', steps: 20_000 }]
]

function start(id: string, observations: Observations, options: Readonly<Record<string, OptionValue>>) {
  let isTraining: (snapshot: RunSnapshot) => void = () => undefined
  const training = new Promise<RunSnapshot>((resolve) => (isTraining = resolve))
  const ended = Promise.withResolvers<RunResult>()
  const run = startRunThread(
    { kind: 'table', observations, methods: [{ id, options }], seed: 1, threads: 1, seconds: 600, evaluations: null, version: '0', datasetHash: '' },
    {
      onSnapshot: (snapshot) => {
        if (snapshot.training?.some(({ points: seen }) => seen.length > 2)) isTraining(snapshot)
      },
      onCheckpoint: () => undefined,
      onEnd: ended.resolve,
      onError: ended.reject
    }
  ) // prettier-ignore
  return { run, training, ended: ended.promise }
}

test.each(TRAININGS)('%s is stopped in the middle of its training within a second', async (id, observations, options) => {
  const { run, training, ended } = start(id, observations, options)
  await training
  const asked = performance.now()
  await run.stop()
  // of a thread that is ended from outside after its grace, and of a busy test machine
  expect(performance.now() - asked).toBeLessThan(2000)
  const { reason, snapshot } = await ended
  expect(reason).toBe('stoppedByUser')
  expect(snapshot.progress.method).toBeNull()
}) // prettier-ignore

test('a training is killed at once, without a word', async () => {
  const { run, training, ended } = start(...TRAININGS[0]!)
  await training
  const asked = performance.now()
  await run.kill()
  expect(performance.now() - asked).toBeLessThan(1000)
  const outcome = await Promise.race([ended, new Promise((resolve) => setTimeout(() => resolve('silence'), 100))])
  expect(outcome).toBe('silence')
})
