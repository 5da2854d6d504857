import { expect, test, vi } from 'vitest'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { inputGradient } from '../../../../src/worker/tensor/inputGradient.ts'
import { createMlp } from '../../../../src/worker/tensor/mlp.ts'
import type { Tensor2D, TensorFlow } from '../../../../src/worker/tensor/tensorRuntime.ts'
import { train, trainingRounds, type Training } from '../../../../src/worker/tensor/train.ts'
import { onEachBackend } from '../../../support/tensorBackends.ts'

// thousands of steps, on a machine that may have other things to do
vi.setConfig({ testTimeout: 120_000 })

/** Learns y = sin 2x from 64 points; everything that it holds is in `held`. */
function sineTask(tf: TensorFlow, changes: Partial<Training> = {}, seed = 7) {
  const random = createRandom(seed)
  const mlp = createMlp(tf, { sizes: [1, 12, 1], activation: 'tanh' }, random)
  const points = Float32Array.from({ length: 64 }, (_, i) => i / 32 - 1)
  const x = tf.tensor2d(points, [64, 1])
  const y = tf.tensor2d(points.map((value) => Math.sin(2 * value)), [64, 1]) // prettier-ignore
  const training: Training = {
    tf,
    variables: mlp.variables,
    data: [x, y],
    batchSize: 16,
    random,
    loss: ([rows, values]) => tf.mean(tf.squaredDifference(mlp.apply(rows as Tensor2D), values!)).asScalar(),
    steps: 300,
    learningRate: { first: 0.05, last: 0.002, warmUp: 0 },
    every: 50,
    control: { shouldStop: () => false },
    ...changes
  }
  return { mlp, training, held: [x, y] }
}

onEachBackend((load) => {
  test('learns a curve and tells of it on the way', async () => {
    const { tf } = await load()
    const { mlp, training } = sineTask(tf)
    const steps: number[] = []
    const outcome = train(training, ({ step }) => steps.push(step))
    expect(outcome).toMatchObject({ reason: 'steps', steps: 300 })
    expect(steps).toEqual([0, 50, 100, 150, 200, 250, 300])
    expect(outcome.curve.map(({ step }) => step)).toEqual(steps)
    // the variance of sin 2x on [−1, 1] is ½ − sin 4 / 8 ≈ 0.59; a network that learned leaves a hundredth at most
    expect(outcome.bestScore).toBeLessThan(0.006)
    expect(tf.tidy(() => training.loss(training.data).dataSync()[0])).toBe(outcome.bestScore)
    mlp.dispose()
  })

  test('gives the same weights for the same seed, and others for another', async () => {
    const { tf } = await load()
    const weightsOf = (seed: number) => {
      const { mlp, training } = sineTask(tf, { steps: 60 }, seed)
      train(training)
      const { weights } = mlp.weights()
      mlp.dispose()
      return weights
    }
    const first = weightsOf(1)
    expect(weightsOf(1)).toEqual(first)
    expect(weightsOf(2)).not.toEqual(first)
  })

  test('leaves no tensor behind in 1000 steps with gradients of gradients', async () => {
    const { tf } = await load()
    const before = tf.memory().numTensors
    const { mlp, training, held } = sineTask(tf, { steps: 1000, every: 100 })
    const counts: number[] = []
    train(
      {
        ...training,
        loss: ([rows]) => tf.mean(tf.square(inputGradient(tf, (x) => mlp.apply(x), rows as Tensor2D))).asScalar()
      },
      () => counts.push(tf.memory().numTensors)
    )
    // the optimizer's own are made at the first step and gone at the end
    expect(new Set(counts.slice(1)).size).toBe(1)
    mlp.dispose()
    tf.dispose(held)
    expect(tf.memory().numTensors).toBe(before)
  })

  test('ends with what was best before the loss left the numbers', async () => {
    const { tf } = await load()
    let calls = 0
    const { mlp, training } = sineTask(tf)
    const outcome = train({
      ...training,
      loss: (batch) => (++calls > 80 ? tf.scalar(NaN).add(training.loss(batch)) : training.loss(batch)).asScalar()
    })
    expect(outcome.reason).toBe('notFinite')
    expect(outcome.steps).toBeLessThan(100)
    expect(outcome.bestStep).toBe(50)
    expect(tf.tidy(() => training.loss(training.data).dataSync()[0])).toBe(outcome.bestScore)
    mlp.dispose()
  })

  test('stops before the next step when it is told to and keeps the best so far', async () => {
    const { tf } = await load()
    let looks = 0
    const { mlp, training } = sineTask(tf, { control: { shouldStop: () => ++looks > 75 } })
    const outcome = train(training)
    expect(outcome).toMatchObject({ reason: 'stopped', steps: 75 })
    expect(outcome.curve.map(({ step }) => step)).toEqual([0, 50, 75])
    expect(outcome.bestScore).toBe(Math.min(...outcome.curve.map(({ score }) => score)))
    mlp.dispose()
  })

  test('keeps the weights of the best score on rows that it does not train on', async () => {
    const { tf } = await load()
    let looks = 0
    const { mlp, training } = sineTask(tf, { score: () => tf.scalar([5, 3, 4, 9, 9, 9, 9][looks++]!) })
    let atBest: Float32Array | null = null
    const outcome = train(training, ({ step }) => {
      if (step === 50) atBest = mlp.variables[0]!.dataSync().slice() as Float32Array
    })
    expect(outcome).toMatchObject({ reason: 'steps', bestScore: 3, bestStep: 50 })
    expect(mlp.variables[0]!.dataSync()).toEqual(atBest)
    mlp.dispose()
  })

  test('loses patience after as many looks without an improvement as it was given', async () => {
    const { tf } = await load()
    const { mlp, training } = sineTask(tf, { score: () => tf.scalar(1), patience: 2 })
    expect(train(training)).toMatchObject({ reason: 'stalled', steps: 100, bestStep: 0 })
    mlp.dispose()
  })

  test('answers a start that is no number with an infinite score and the weights it began with', async () => {
    const { tf } = await load()
    const { mlp, training } = sineTask(tf)
    const start = mlp.weights()
    const { reason, steps, bestScore } = train({
      ...training,
      loss: (batch) => tf.mul(training.loss(batch), NaN).asScalar()
    })
    expect({ reason, steps, bestScore }).toEqual({ reason: 'notFinite', steps: 1, bestScore: Infinity })
    expect(mlp.weights()).toEqual(start)
    mlp.dispose()
  })

  test('puts the best weights back and clears up when it is left early', async () => {
    const { tf } = await load()
    const { mlp, training } = sineTask(tf)
    const before = tf.memory().numTensors
    for (const { step } of trainingRounds(training)) if (step === 100) break
    expect(tf.memory().numTensors).toBe(before)
    mlp.dispose()
  })
})
