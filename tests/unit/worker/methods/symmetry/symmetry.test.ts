import { describe, expect, test } from 'vitest'
import type { SymmetryFinding } from '../../../../../src/shared/domain/finding.ts'
import { toFunction } from '../../../../../src/shared/expression/evaluate.ts'
import { symmetry } from '../../../../../src/worker/methods/symmetry/symmetry.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { loadTensor } from '../../../../../src/worker/tensor/loadTensor.ts'
import { investigate } from '../../../../support/investigate.ts'
import { observationsOf } from '../../../../support/observations.ts'
import { inDisc, onCircle, pairedSamples, turn, type PairedSamples } from '../../../../support/pairedSamples.ts'

const QUICK = { pairs: 'x:y', steps: 150, maxLatent: 2 }

async function inPairs(settings: PairedSamples, options: Record<string, number | string> = {}) {
  const columns = pairedSamples(settings, createRandom(3))
  return (await investigate(symmetry, observationsOf(columns), { ...QUICK, ...options }))[0]!
}

describe('pairs', () => {
  test('rotations by several angles are one group: they add up', async () => {
    const angles = [0.3, 0.5, 0.8]
    const found = await inPairs(
      { draw: onCircle, move: turn, dimension: 6, pairs: 240, parameters: angles },
      { parameter: 'parameter' }
    )
    expect(found.kind).toBe('symmetry')
    expect(found.metrics.angle!).toBeCloseTo(0.8, 1)
    expect(found.metrics.orthogonality!).toBeLessThan(0.02)
    expect(found.metrics.composition!).toBeLessThan(0.02)
    expect(found.metrics.generatorCosine!).toBeGreaterThan(0.99)
  })

  test.each<[string, (z: readonly number[]) => readonly number[], RegExp]>([
    ['a shift', ([a, b]) => [a! + 0.6, b! - 0.3], /translation/],
    ['a shrinking', (z) => z.map((value) => 0.7 * value), /scaling by 0\.[67]/],
    ['a mirror', ([a, b]) => [a!, -b!], /reflection/]
  ])('%s of a disc is called by its name', async (_, move, name) => {
    const found = await inPairs({ draw: inDisc, move, dimension: 6, pairs: 240 })
    expect(found.kind).toBe('symmetry')
    expect(found.title).toMatch(name)
  })

  test.each<[string, (z: readonly number[]) => readonly number[], RegExp]>([
    ['points that stay', (z) => z, /first one again/],
    ['a map that folds', ([a, b]) => [a! ** 2, b! ** 2], /no simple transformation/]
  ])('%s are no symmetry', async (_, move, reason) => {
    const found = await inPairs({ draw: inDisc, move, dimension: 5, pairs: 200, noise: 0.01 })
    expect(found.kind).toBe('nothing')
    expect(found.title).toMatch(reason)
  })

  test('neighbouring samples of an oscillator turn, and the ellipse is kept', async () => {
    const columns = { run: [] as number[], t: [] as number[], x: [] as number[], v: [] as number[] }
    for (let run = 0; run < 4; run++) {
      for (let i = 0; i < 50; i++) {
        columns.run.push(run)
        columns.t.push(0.1 * i)
        columns.x.push((1 + 0.3 * run) * Math.cos(0.2 * i + run))
        columns.v.push(-2 * (1 + 0.3 * run) * Math.sin(0.2 * i + run))
      }
    }
    const [found] = await investigate(symmetry, observationsOf(columns), { steps: 150, maxLatent: 2 })
    // x = cos 2t: a step of 0.1 turns by 0.2
    expect(found!.metrics.angle).toBeCloseTo(0.2, 2)
    const kept = toFunction((found as SymmetryFinding).invariant!.expression, ['x', 'v'])
    // 4x² + v² is kept: 4 at both ends of the axes
    expect(kept([1, 0]) / kept([0, 2])).toBeCloseTo(1, 1)
    expect(kept([2, 0]) / kept([1, 0])).toBeCloseTo(4, 1)
  })
})

test.each<[string, Record<string, number[]>, Record<string, string>, RegExp]>([
  ['a prefix alone', { x0: [1], y0: [2] }, { pairs: 'x' }, /does not name two prefixes/],
  ['few pairs', { x0: [1, 2], y0: [2, 3] }, { pairs: 'x:y' }, /There are 2 complete pairs; at least 40/],
  ['an unknown parameter', { x0: [1], y0: [2] }, { pairs: 'x:y', parameter: 'q' }, /There is no column "q"/],
  ['nothing to pair', { x0: [1, 2], y0: [2, 3] }, {}, /There are no pairs/]
])('%s is refused with the reason', async (_, columns, options, reason) => {
  await expect(investigate(symmetry, observationsOf(columns), options)).rejects.toThrow(reason)
})

/** Ten columns of two latent ones, bent in another way each. */
const EMBEDDINGS: Readonly<Record<string, (axis: readonly number[], z: readonly number[]) => number>> = {
  tanh: ([a, b, c], [u, v]) => Math.tanh(0.5 * (a! * u! + b! * v! + 0.3 * c!)),
  quadratic: ([a, b, c], [u, v]) => a! * u! + b! * v! + 0.3 * c! * u! * v!,
  linear: ([a, b], [u, v]) => a! * u! + b! * v!
}

test.each(
  Object.keys(EMBEDDINGS).flatMap((name) =>
    [0, 0.05].flatMap((noise) => [1, 2, 3].map((seed) => ({ name, noise, seed })))
  )
)('scrambled pairs have no symmetry: $name embedding, noise $noise, seed $seed', async ({ name, noise, seed }) => {
  const random = createRandom(40 + seed)
  const axes = Array.from({ length: 10 }, () => [random.normal(), random.normal(), random.normal()])
  const columns: Record<string, number[]> = {}
  for (let p = 0; p < 150; p++)
    for (const side of ['x', 'y']) {
      const z = onCircle(random)
      axes.forEach((axis, j) => (columns[`${side}${j}`] ??= []).push(EMBEDDINGS[name]!(axis, z) + noise * random.normal())) // prettier-ignore
    }
  const found = await investigate(symmetry, observationsOf(columns), { pairs: 'x:y' }, { seed })
  expect(found.map(({ kind }) => kind)).toEqual(['nothing'])
})

describe('told to stop', () => {
  const circle = observationsOf(
    pairedSamples({ draw: onCircle, move: (z) => turn(z, 0.5), dimension: 4, pairs: 100 }, createRandom(1))
  )
  /** Answers to the question whether to stop, the first ones no; all looks of a whole run are some thousand. */
  const after = (looks: number) => {
    let left = looks
    return () => left-- <= 0
  }

  test.each([0, 3])('after %i looks it answers that it was stopped, not that there is nothing', async (looks) => {
    const found = await investigate(symmetry, circle, QUICK, { shouldStop: after(looks) })
    expect(found).toMatchObject([{ kind: 'nothing', title: 'Stopped before a symmetry was found' }])
  })

  test('in a training it gives the networks as far as they are', async () => {
    const { tf } = await loadTensor()
    const before = tf.memory().numTensors
    let looks = 0
    const shouldStop = () => looks > 10 || (tf.memory().numTensors > before && ++looks > 10)
    const [found] = await investigate(symmetry, circle, QUICK, { shouldStop })
    expect(found!.networks!.map(({ name }) => name)).toEqual(['encoder', 'latent map', 'decoder'])
  })

  test('in the second training of a turn it gives the best so far, and says so', async () => {
    const { tf } = await loadTensor()
    const before = tf.memory().numTensors
    // the training in one dimension takes 150 steps with a look each; 100 more are well into that in two
    let looks = 0
    const shouldStop = () => looks > 250 || (tf.memory().numTensors > before && ++looks > 250)
    const [found] = await investigate(symmetry, circle, QUICK, { shouldStop })
    expect(found).toMatchObject({
      kind: 'symmetry',
      warnings: [expect.stringMatching(/stopped before all was trained/)]
    })
    expect(found!.metrics.angle!).toBeCloseTo(0.5, 0)
  })

  test('the test of a target is said to be stopped', async () => {
    const columns = { a: [] as number[], b: [] as number[], y: [] as number[] }
    const random = createRandom(4)
    for (let row = 0; row < 60; row++) {
      const [a, b] = [random.normal(), random.normal()]
      columns.a.push(a)
      columns.b.push(b)
      columns.y.push(Math.exp(-a * a - b * b))
    }
    const observations = observationsOf(columns, { target: 'y' })
    const found = await investigate(symmetry, observations, {}, { shouldStop: after(2) })
    expect(found).toMatchObject([{ kind: 'nothing', title: 'Stopped before a symmetry was found' }])
  })
})
