import { expect, test } from 'vitest'
import { createTrainingLog, MOST_NETWORKS, MOST_POINTS } from '../../../../src/worker/search/trainingLog.ts'

const at = (step: number, score: number) => ({ step, loss: score / 2, score })

test('points are kept in their order, with the best of them', () => {
  const log = createTrainingLog()
  for (const [step, score] of [[0, NaN], [25, 3], [50, 1], [75, 2]] as const) log.add('energy', at(step, score)) // prettier-ignore
  const [series] = log.series()
  expect(series!.points.map(({ step }) => step)).toEqual([0, 25, 50, 75])
  expect(series!.best).toEqual(at(50, 1))
})

test('a long curve is thinned evenly, and keeps its first point, its last one and the best of all', () => {
  const log = createTrainingLog()
  const n = 10_000
  for (let step = 0; step < n; step++) log.add('energy', at(step, step === 777 ? 0.5 : 1 + 1 / (step + 1)))
  const { points, best } = log.series()[0]!
  expect(points.length).toBeLessThanOrEqual(MOST_POINTS + 1)
  expect(points.length).toBeGreaterThan(MOST_POINTS / 3)
  expect([points[0]!.step, points.at(-1)!.step, best.step]).toEqual([0, n - 1, 777])
  const gaps = points.slice(1, -1).map(({ step }, i) => step - points[i]!.step)
  expect(new Set(gaps).size).toBe(1)
})

test('a network that begins anew replaces its curve and stands last', () => {
  const log = createTrainingLog()
  for (const step of [0, 25]) log.add('first', at(step, 1))
  log.add('second', at(0, 1))
  log.add('first', at(0, 4))
  expect(log.series().map(({ network, points }) => [network, points.length])).toEqual([
    ['second', 1],
    ['first', 1]
  ])
})

test('of many networks the latest are kept', () => {
  const log = createTrainingLog()
  for (let i = 0; i < MOST_NETWORKS + 3; i++) log.add(`network ${i}`, at(0, 1))
  expect(log.series().map(({ network }) => network)).toEqual(
    Array.from({ length: MOST_NETWORKS }, (_, i) => `network ${i + 3}`)
  )
})
