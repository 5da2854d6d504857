import { expect, test } from 'vitest'
import { TRAINING } from '../../../../src/shared/domain/problem.ts'
import { trainingRows, trainingSample } from '../../../../src/worker/methods/trainingSample.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { makeProblem } from '../../../support/problems.ts'

const problemOf = (n: number) => makeProblem({ ranges: { a: [0, 1], b: [2, 3] }, law: ({ a, b }) => 10 * a! + b!, n })

test('few training rows are taken all, in their order', () => {
  const problem = problemOf(100)
  const rows = trainingRows(problem)
  const sample = trainingSample(problem, 100, createRandom(1))
  expect([...rows].every((row) => problem.part[row] === TRAINING)).toBe(true)
  expect([...sample.y]).toEqual([...rows].map((row) => problem.y[row]!))
})

test('a sample has rows of the training part only, each once, with their own values', () => {
  const problem = problemOf(500)
  const sample = trainingSample(problem, 60, createRandom(1))
  const training = new Set([...trainingRows(problem)].map((row) => problem.y[row]!))
  expect(sample.n).toBe(60)
  expect(new Set(sample.y).size).toBe(60)
  sample.y.forEach((value, i) => {
    expect(training.has(value)).toBe(true)
    expect(value).toBe(10 * sample.x[0]![i]! + sample.x[1]![i]!)
  })
})

test('a small sample of many rows reaches both ends of every input', () => {
  const problem = problemOf(5000)
  const rows = [...trainingRows(problem)]
  const sample = trainingSample(problem, 40, createRandom(1))
  problem.x.forEach((values, j) => {
    const all = rows.map((row) => values[row]!)
    expect(Math.min(...sample.x[j]!)).toBe(Math.min(...all))
    expect(Math.max(...sample.x[j]!)).toBe(Math.max(...all))
  })
})

test('the same seed gives the same sample, another seed another', () => {
  const problem = problemOf(500)
  const sampleOf = (seed: number) => [...trainingSample(problem, 50, createRandom(seed)).y]
  expect(sampleOf(3)).toEqual(sampleOf(3))
  expect(sampleOf(3)).not.toEqual(sampleOf(4))
})
