import { expect, test, vi } from 'vitest'
import { symplecticMap } from '../../../../../src/worker/methods/symplecticMap/symplecticMap.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { loadTensor } from '../../../../../src/worker/tensor/loadTensor.ts'
import { investigate } from '../../../../support/investigate.ts'
import { observationsOf } from '../../../../support/observations.ts'
import { recordMotion } from '../../../../support/recordMotion.ts'

vi.setConfig({ testTimeout: 120_000 })

test('unevenly and coarsely sampled motion is learned by maps that keep phase space where a plain network does not', async () => {
  const { columns } = recordMotion(
    {
      id: 'well',
      equations: { q: 'p', p: 'q - q^3' },
      start: (random) => [3 * random.next() - 1.5, random.next() - 0.5],
      duration: 12,
      points: 25,
      trajectories: 10,
      isUneven: true,
      noise: 0.005
    },
    createRandom(1)
  )
  const [finding] = await investigate(symplecticMap, observationsOf(columns), { steps: 200, hidden: 12 })
  expect(finding!.kind).toBe('law')
  const { metrics } = finding!
  expect(metrics['lawError']).toBeLessThan(0.03)
  // differences of fourth order with steps of a thousandth: 1e-12, and rounding over the step, 1e-13
  expect(metrics['symplecticity']).toBeLessThan(1e-9)
  expect(metrics['generatingSymplecticity']).toBeLessThan(1e-9)
  expect(metrics['plainSymplecticity']).toBeGreaterThan(1e-4)
})

test('a map with kicks, the flow of no simple energy, is told by its slopes', async () => {
  const random = createRandom(2)
  const columns: Record<'run' | 't' | 'q' | 'p', number[]> = { run: [], t: [], q: [], p: [] }
  for (let run = 0; run < 20; run++) {
    let [q, p] = [2 * random.next() - 1, 2 * random.next() - 1]
    for (let t = 0; t < 15; t++) {
      columns.run.push(run)
      columns.t.push(t)
      columns.q.push(q)
      columns.p.push(p)
      p -= 1.2 * Math.sin(q)
      q += p
    }
  }
  const [finding] = await investigate(symplecticMap, observationsOf(columns), { steps: 500, hidden: 16 })
  expect(finding!.kind).toBe('matrix')
  // at the origin p' = p − 1.2 q, q' = q + p': slopes (1 − 1.2, 1; −1.2, 1), of determinant 1
  const [[qq, qp], [pq, pp]] = finding!.kind === 'matrix' ? (finding!.matrix as number[][] as [[number, number], [number, number]]) : [[0, 0], [0, 0]] // prettier-ignore
  expect(qq * pp - qp * pq).toBeCloseTo(1, 8)
  expect(Math.abs(pq + 1.2)).toBeLessThan(0.3)
})

test('the error of the middle of coarse steps leaves no term of its own in the energy', async () => {
  const { columns } = recordMotion(
    {
      id: 'strobe',
      equations: { q: 'p', p: '-19.6*sin(q)' },
      start: (random) => [0.3 + 1.8 * random.next(), random.next() < 0.5 ? 0 : -2],
      // four samples in a swing
      duration: 6.65,
      points: 20,
      trajectories: 10,
      noise: 0.002
    },
    createRandom(5)
  )
  const [finding] = await investigate(symplecticMap, observationsOf(columns), { steps: 25, hidden: 4 })
  expect(finding!.title).toMatch(/^H = 1\/2\*p\^2 - 19\.\d+\*cos\(q\) takes/)
})

/** Swings of a pendulum, some six samples in each. */
const { columns: swings } = recordMotion(
  {
    id: 'pendulum',
    equations: { q: 'p', p: '-2*sin(q)' },
    start: (random) => [2.4 * random.next() - 1.2, 2 * random.next() - 1],
    duration: 12,
    points: 17,
    trajectories: 6,
    noise: 0
  },
  createRandom(9)
)

test('told to stop at once, it does not say that there is no map', async () => {
  const found = await investigate(symplecticMap, observationsOf(swings), {}, { shouldStop: () => true })
  expect(found).toMatchObject([{ kind: 'nothing', title: 'Stopped before a map of phase space was learnt' }])
})

test('told to stop in a training, it warns of the map that was barely trained', async () => {
  const { tf } = await loadTensor()
  const before = tf.memory().numTensors
  let looks = 0
  const shouldStop = () => looks > 8 || (tf.memory().numTensors > before && ++looks > 8)
  const [found] = await investigate(symplecticMap, observationsOf(swings), { hidden: 8 }, { shouldStop })
  expect(found!.warnings).toEqual([expect.stringMatching(/^The training of the symplectic network was stopped after \d steps/)]) // prettier-ignore
  expect(found!.networks).toMatchObject([{ kind: 'shears', name: 'symplectic network' }])
})
