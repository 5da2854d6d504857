import { describe, expect, test } from 'vitest'
import { apply, constant, mapExpr, param, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import type { Candidate } from '../../../../src/shared/domain/problem.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { createArchive } from '../../../../src/worker/methods/geneticProgramming/archive.ts'
import { limitsFor } from '../../../../src/worker/methods/geneticProgramming/archiveLimits.ts'
import { createFitness } from '../../../../src/worker/methods/geneticProgramming/fitness.ts'
import { formKey } from '../../../../src/worker/methods/geneticProgramming/formKey.ts'
import { geneticProgramming } from '../../../../src/worker/methods/geneticProgramming/geneticProgramming.ts'
import {
  createIslands,
  type IslandOrder,
  type IslandStart
} from '../../../../src/worker/methods/geneticProgramming/island.ts'
import { grammarOf } from '../../../../src/worker/methods/geneticProgramming/grammar.ts'
import { prune } from '../../../../src/worker/methods/geneticProgramming/prune.ts'
import { trainingTable } from '../../../../src/worker/methods/geneticProgramming/trainingTable.ts'
import type { Island, MethodContext } from '../../../../src/worker/methods/method.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { makeProblem, problemOf } from '../../../support/problems.ts'

const x = variable('x')
const problem = makeProblem({
  ranges: { x: [0.5, 3], z: [1, 4] },
  law: (point) => point.x! * Math.exp(-point.z!) + Math.sin(point.x! * point.z!),
  n: 80
})

interface Run {
  readonly candidates: readonly Candidate[]
  readonly checkpoints: readonly unknown[]
  readonly evaluations: number
}

function run(given: Partial<MethodContext> = {}, options: Record<string, number | boolean> = {}, on = problem): Run {
  let evaluations = 0
  const checkpoints: unknown[] = []
  const candidates = geneticProgramming.discover(
    on,
    { populationSize: 40, maxGenerations: 25, systematicFirst: false, ...options },
    {
      random: createRandom(1),
      control: { shouldStop: () => false },
      threads: 1,
      count: (more) => {
        evaluations += more
      },
      log: () => undefined,
      openIslands: () => [],
      checkpoint: null,
      saveCheckpoint: (state) => void checkpoints.push(structuredClone(state)),
      ...given
    }
  ) as Iterable<Candidate | null>
  // null is a place where the method can wait for its next turn
  return { candidates: [...candidates].filter((candidate) => candidate !== null), checkpoints, evaluations }
}

const texts = (candidates: readonly Candidate[]) => candidates.map(({ expression }) => printInfix(expression))

describe('genetic programming', () => {
  test('proposes the same formulas for the same seed and others for another', () => {
    const first = texts(run().candidates)
    expect(first.length).toBeGreaterThan(5)
    expect(texts(run().candidates)).toEqual(first)
    expect(texts(run({ random: createRandom(2) }).candidates)).not.toEqual(first)
  })

  test('evolves alone to a law that it was not shown', () => {
    const table = trainingTable(problem, createRandom(1))
    const { candidates } = run({}, { maxGenerations: 60, populationSize: 100 })
    const fitness = createFitness(table, () => undefined)
    const best = Math.min(...candidates.map(({ expression }) => fitness.loss(expression)))
    // the best straight line in x and z leaves more than a third
    expect(best).toBeLessThan(0.02)
  })

  test('respects the operators and the limit on complexity', () => {
    const small = { ...problem, operators: ['add', 'mul', 'div'] as const, maxComplexity: 12 }
    for (const { expression } of run({}, { systematicFirst: true, maxGenerations: 5 }, small).candidates) {
      mapExpr(expression, {
        apply: (node, args) => {
          expect(small.operators).toContain(node.operator)
          return { ...node, args }
        }
      })
    }
  })

  test('goes on from a checkpoint with the populations as they were', () => {
    const whole = run({}, { maxGenerations: 21 })
    const checkpoint = whole.checkpoints.at(-1)
    expect(checkpoint).toMatchObject({ generation: 21 })
    const resumed = run({ checkpoint }, { maxGenerations: 26 })
    // only five generations are left: far less work than from the start
    expect(resumed.evaluations).toBeLessThan(whole.evaluations)
    expect(resumed.checkpoints.at(-1)).toMatchObject({ generation: 26 })
  })

  test('starts from the seeds of the problem', () => {
    const law = apply('add', apply('mul', x, apply('exp', apply('neg', variable('z')))), apply('sin', apply('mul', x, variable('z')))) // prettier-ignore
    const { candidates } = run({}, { maxGenerations: 1 }, { ...problem, seeds: [law] })
    expect(candidates.map(({ expression }) => formKey(expression))).toContain(formKey(law))
  })

  test.each([2, 3, 8])('proposes the same on %i threads as on one, and closes them', (threads) => {
    let opened = 0
    let closed = 0
    // what a thread does, in this one
    const openIslands: MethodContext['openIslands'] = (start, count) =>
      Array.from({ length: count }, (): Island => {
        opened++
        const islands = createIslands(problem, structuredClone(start) as IslandStart, { shouldStop: () => false })
        const reports: unknown[] = []
        return {
          post: (orders) =>
            void reports.push(structuredClone((orders as readonly IslandOrder[]).map((order) => islands.run(order)))),
          receive: () => reports.shift(),
          close: () => void closed++
        }
      })
    const alone = run({}, { maxGenerations: 16 })
    const shared = run({ threads, openIslands }, { maxGenerations: 16 })
    // four islands: more threads than that have nothing to do
    expect(opened).toBe(Math.min(threads, 4) - 1)
    expect(closed).toBe(opened)
    expect(texts(shared.candidates)).toEqual(texts(alone.candidates))
    expect(shared.evaluations).toBe(alone.evaluations)
    expect(shared.checkpoints.at(-1)).toEqual(alone.checkpoints.at(-1))
  })

  test('gives up waiting for its threads when it is told to stop', () => {
    let looks = 0
    const silent: Island = { post: () => undefined, receive: () => undefined, close: () => undefined }
    const control = { shouldStop: () => ++looks > 2000 }
    expect(run({ threads: 2, control, openIslands: () => [silent] }).checkpoints).toEqual([])
  })

  test('finds nothing to hold on to in a target without inputs that vary with it, and does not fail', () => {
    const random = createRandom(9)
    const column = () => Float64Array.from({ length: 5 }, () => random.normal())
    const tiny = problemOf(['x'], [column()], column())
    expect(() => run({}, { systematicFirst: true, maxGenerations: 3 }, tiny)).not.toThrow()
  })
})

test('pruning cuts a term that does nothing and keeps the rest', () => {
  const cubic = makeProblem({ ranges: { x: [1, 3] }, law: (point) => 2 * point.x! ** 3, n: 60 })
  const table = trainingTable(cubic, createRandom(1))
  const limits = limitsFor(cubic)
  const archive = createArchive(limits)
  const search = { ...limits, fitness: createFitness(table, () => undefined), archive, operators: cubic.operators, shouldStop: () => false } // prettier-ignore
  const cube = apply('mul', param(2), apply('pow', x, constant(3)))
  const bloated: Expr = apply('add', cube, apply('mul', param(1e-17), apply('sin', x)))
  prune(search, grammarOf(['x'], table.x, cubic.operators, 30), bloated)
  expect(archive.entries().map(({ key }) => key)).toContain(formKey(cube))
  expect(archive.bestLoss()).toBeLessThan(1e-20)
})
