import { describe, expect, test } from 'vitest'
import { apply, constant, param, variable, variableNames, type Expr } from '../../../../src/shared/domain/expr.ts'
import type { Problem } from '../../../../src/shared/domain/problem.ts'
import type { RunSnapshot } from '../../../../src/shared/domain/run.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import type { FormulaMethod, MethodContext } from '../../../../src/worker/methods/method.ts'
import { createJudge } from '../../../../src/worker/scoring/judge.ts'
import { createControlBlock, openControl, type RunControl } from '../../../../src/worker/search/control.ts'
import { runDiscovery, type DiscoverySettings } from '../../../../src/worker/search/discovery.ts'
import type { DiscoveryCheckpoint } from '../../../../src/worker/search/runTask.ts'
import { makeProblem, problemOf } from '../../../support/problems.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'

const x = variable('x')
const cube: Expr = apply('mul', param(1), apply('pow', x, constant(3)))
const line: Expr = apply('mul', param(1), x)
const cubic = makeProblem({ ranges: { x: [1, 3] }, law: (point) => 2 * point.x! ** 3, n: 60 })

function noise(): Problem {
  const random = createRandom(5)
  const column = () => Float64Array.from({ length: 200 }, () => random.normal())
  return problemOf(['x'], [column()], column())
}

type Discover = (context: MethodContext) => Iterable<Expr>

function methodOf(id: string, discover: Discover, accepts: FormulaMethod['accepts'] = () => true): FormulaMethod {
  return {
    kind: 'formula',
    descriptor: { id, name: id, summary: '', reference: '', options: [] },
    accepts,
    *discover(_problem, _options, context) {
      for (const expression of discover(context)) yield { expression, method: id }
    }
  }
}

function control(limits: { seconds?: number; evaluations?: number } = {}): RunControl {
  return openControl(createControlBlock({ seconds: limits.seconds ?? 60, evaluations: limits.evaluations ?? null }))
}

function discover(problem: Problem, methods: readonly FormulaMethod[], given: Partial<DiscoverySettings> = {}) {
  const snapshots: RunSnapshot[] = []
  const checkpoints: DiscoveryCheckpoint[] = []
  const provenance = (method: string) => ({ method, options: {}, seed: 1, version: '0', datasetHash: '' })
  const result = runDiscovery({
    problem,
    methods: methods.map((method) => ({ method, options: {} })),
    areChosen: false,
    judge: createJudge(problem, { seed: 1, provenance }),
    control: control(),
    seed: 1,
    threads: 1,
    checkpoint: null,
    openIslands: () => [],
    onSnapshot: (snapshot) => void snapshots.push(snapshot),
    onCheckpoint: (checkpoint) => void checkpoints.push(checkpoint),
    ...given
  })
  return result.then((end) => ({ ...end, snapshots, checkpoints }))
}

describe('discovery', () => {
  test('stops at an exact short law and leaves the later methods alone', async () => {
    let wasCalled = false
    const later = methodOf('later', () => {
      wasCalled = true
      return []
    })
    const { reason, snapshot } = await discover(cubic, [methodOf('first', () => [line, cube]), later])
    expect(reason).toBe('explained')
    expect(printInfix(snapshot.laws[0]!.expression)).toBe('2*x^3')
    expect(wasCalled).toBe(false)
    expect(snapshot.methods.map(({ status }) => status)).toEqual(['done', 'waiting'])
    expect(snapshot.log.at(-1)!.message).toMatch(/agrees with every row/)
  })

  test('goes through all methods when nothing explains the data, and says that there is no law', async () => {
    const { reason, snapshot } = await discover(noise(), [methodOf('a', () => [line]), methodOf('b', () => [cube])])
    expect(reason).toBe('noLaw')
    expect(snapshot.laws).toEqual([])
    expect(snapshot.methods.map(({ status }) => status)).toEqual(['done', 'done'])
  })

  test('methods take turns, so that a long one does not keep the law of a later one waiting', async () => {
    let steps = 0
    const long = methodOf('long', function* (context) {
      while (!context.control.shouldStop()) {
        steps++
        context.count(1000, 1000)
        yield line
      }
    })
    const { reason, snapshot } = await discover(cubic, [long, methodOf('later', () => [cube])])
    expect(reason).toBe('explained')
    // the first turn of a method is 5000 evaluations
    expect(steps).toBe(5)
    expect(snapshot.methods.map(({ status }) => status)).toEqual(['done', 'done'])
  })

  test('a method that waits keeps its place, its random numbers and what it has found', async () => {
    const numbers: number[] = []
    const drawing = (id: string) =>
      methodOf(id, function* (context) {
        for (let step = 0; step < 20; step++) {
          numbers.push(context.random.next())
          context.count(1000, 1000)
          yield line
        }
      })
    const { reason } = await discover(noise(), [drawing('a'), drawing('b')])
    expect(reason).toBe('noLaw')
    // two methods with numbers of their own: none drawn twice, all steps gone through once
    expect(new Set(numbers).size).toBe(40)
  })

  test('passes over a method that does not fit and tells why', async () => {
    const fussy = methodOf(
      'fussy',
      () => [],
      () => 'It needs more rows.'
    )
    const { snapshot } = await discover(cubic, [fussy, methodOf('first', () => [cube])])
    expect(snapshot.methods[0]).toMatchObject({ id: 'fussy', status: 'refused', reason: 'It needs more rows.' })
    expect(snapshot.log.map(({ message }) => message)).toContain('fussy left out: It needs more rows.')
    expect(snapshot.laws).not.toEqual([])
  })

  test('takes a refusal for an error when the user chose the method', async () => {
    const fussy = methodOf(
      'fussy',
      () => [],
      () => 'It needs more rows.'
    )
    await expect(discover(cubic, [fussy], { areChosen: true })).rejects.toMatchObject({ code: 'methodRefuses' })
  })

  test.each([
    ['the user', 'stoppedByUser', (run: RunControl) => run.stop()],
    ['the limit on evaluations', 'evaluationLimit', (run: RunControl) => run.count(1000, 1000)]
  ])('ends by %s with the laws found so far', async (_, expected, end) => {
    const run = control({ evaluations: 1000 })
    const endless = methodOf('endless', function* (context) {
      yield line
      end(run)
      while (!context.control.shouldStop()) yield line
    })
    const { reason, snapshot } = await discover(cubic, [endless], { control: run })
    expect(reason).toBe(expected)
    expect(snapshot.laws.map(({ form }) => variableNames(form))).toContainEqual(['x'])
  })

  test('a law beside much noise does not end the search before others had their chance', async () => {
    const noisy = makeProblem({ ranges: { x: [1, 3] }, law: (point) => 2 * point.x! ** 3, n: 200, noise: 0.02 })
    let steps = 0
    const slow = methodOf('slow', function* (context) {
      yield cube
      while (!context.control.shouldStop()) {
        steps++
        context.count(10_000, 10_000)
      }
    })
    const { reason } = await discover(noisy, [slow])
    expect(reason).toBe('explained')
    // one input: three times 25 000 evaluations for a law of 30 bits, 0.6 of that for the short ones, 45 000: it has 22
    expect(steps).toBe(5)
  })

  test('counts the rows, the inputs, the seed and the threads in its first line', async () => {
    const { snapshot } = await discover(cubic, [methodOf('first', () => [cube])])
    expect(snapshot.log[0]!.message).toBe('Started: 60 rows, y from x; seed 1, one thread.')
  })

  test('goes on from a checkpoint: method, its state, its random numbers, laws, counters and log', async () => {
    const numbers: number[] = []
    let resumedWith: unknown = null
    const steps = (stopAfter: number, run: RunControl) =>
      methodOf('stepper', function* (context) {
        resumedWith = context.checkpoint
        for (let step = 0; step < 10; step++) {
          numbers.push(context.random.next())
          context.count(7, 7)
          context.saveCheckpoint({ step })
          if (step === stopAfter) run.stop()
          if (context.control.shouldStop()) return
          yield line
        }
      })
    const firstRun = control()
    const first = await discover(noise(), [methodOf('before', () => [cube]), steps(3, firstRun)], { control: firstRun })
    expect(first.reason).toBe('stoppedByUser')
    const checkpoint = structuredClone(first.checkpoints.at(-1)!)
    expect(checkpoint).toMatchObject({
      methods: [{ isDone: true }, { isDone: false, state: { step: 3 } }],
      evaluations: 28
    })

    const secondRun = control()
    const methods = [methodOf('before', () => expect.fail('it has finished')), steps(-1, secondRun)]
    const second = await discover(noise(), methods, { control: secondRun, checkpoint })
    expect(resumedWith).toEqual({ step: 3 })
    expect(second.snapshot.progress.evaluations).toBe(28 + 70)
    expect(second.snapshot.log.slice(0, checkpoint.log.length)).toEqual(checkpoint.log)
    // 4 numbers before the stop and 10 after it: all different, none drawn twice
    expect(new Set(numbers).size).toBe(14)
  })

  test('two islands of a method are closed by whoever opened them', async () => {
    let closed = 0
    const opener = methodOf('opener', function* (context) {
      const islands = context.openIslands('payload', 2)
      yield line
      for (const island of islands) island.close()
    })
    const island = { post: () => undefined, receive: () => undefined, close: () => void closed++ }
    await discover(noise(), [opener], { threads: 3, openIslands: (_, __, count) => Array(count).fill(island) as never })
    expect(closed).toBe(2)
  })
})
