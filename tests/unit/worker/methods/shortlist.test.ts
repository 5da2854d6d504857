import { describe, expect, test } from 'vitest'
import { apply, constant, param, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { createShortlist } from '../../../../src/worker/methods/shortlist.ts'
import { trainingSample } from '../../../../src/worker/methods/trainingSample.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { makeProblem } from '../../../support/problems.ts'

const x = variable('x')
const line = (slope: number): Expr => apply('mul', param(slope), x)

function shortlist(maxComplexity = 30) {
  const recipe = {
    ranges: { x: [1, 5] as const },
    law: ({ x: value }: Readonly<Record<string, number>>) => 2 * value!,
    n: 60
  }
  const problem = { ...makeProblem(recipe), maxComplexity }
  return createShortlist(problem, trainingSample(problem, 1000, createRandom(1)), 'test', { count: () => undefined })
}

describe('createShortlist', () => {
  test('knows the exact formula from the one that is only near', () => {
    const list = shortlist()
    expect(list.offer(line(2.1))).toMatchObject({ isExact: false })
    expect(list.best()?.expression).toEqual(line(2.1))
    expect(list.offer(line(2))).toMatchObject({ isExact: true, left: 0 })
    expect(list.best()?.expression).toEqual(line(2))
  })

  test('hands out a form once, with the best numbers it was offered with', () => {
    const list = shortlist()
    for (const slope of [1.9, 2, 2.2]) list.offer(line(slope))
    expect(list.drain(10)).toEqual([{ expression: line(2), method: 'test' }])
    expect(list.drain(10)).toEqual([])
  })

  test('hands out the simpler formulas too, though they leave more', () => {
    const list = shortlist()
    list.offer(param(6))
    list.offer(apply('add', line(2), apply('pow', apply('sub', x, x), constant(2))))
    list.offer(line(2))
    expect(list.drain(1).map(({ expression }) => printInfix(expression))).toEqual(['2*x', '6'])
  })

  test('forgets what is hopeless, but neither the best nor the simple', () => {
    const list = shortlist()
    list.offer(line(2.1))
    list.offer(param(6))
    // all of them about as good, so that all would be worth proposing
    for (let k = 0; k < 6000; k++) list.offer(apply('mul', constant(2_100_000 + k, 1_000_000), x))
    const handedOut = list.drain(10_000).map(({ expression }) => printInfix(expression))
    expect(handedOut.slice(0, 1)).toEqual(['2.1*x'])
    expect(handedOut).toContain('6')
    expect(handedOut.length).toBeGreaterThan(2000)
    expect(handedOut.length).toBeLessThan(4010)
  })

  test.each<[string, Expr | null]>([
    ['nothing', null],
    ['a formula that is undefined on a row', apply('log', apply('sub', x, constant(3)))],
    ['a formula that is too complex', apply('add', apply('mul', line(1), line(1)), line(1))]
  ])('does not take %s', (_, expression) => {
    const list = shortlist(10)
    expect(list.offer(expression)).toBeNull()
    expect(list.drain(10)).toEqual([])
  })
})

test('a training sample is drawn from the training rows, in their order', () => {
  const problem = makeProblem({ ranges: { x: [1, 5] }, law: ({ x: value }) => 2 * value!, n: 100 })
  const sample = trainingSample(problem, 20, createRandom(1))
  expect(sample.n).toBe(20)
  const rows = Array.from(sample.y, (value) => problem.y.indexOf(value))
  expect(rows).toEqual([...rows].sort((a, b) => a - b))
  expect(rows.map((row) => problem.part[row])).toEqual(rows.map(() => 0))
})
