import { describe, expect, test } from 'vitest'
import type { RunSnapshot } from '../../../../src/shared/domain/run.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import type { DiscoveryCheckpoint, DiscoveryTask, RunResult } from '../../../../src/worker/search/runTask.ts'
import { startRunThread, type RunningTask } from '../../../../src/worker/search/runThread.ts'
import { shareProblem } from '../../../../src/worker/search/sharedProblem.ts'
import { makeProblem } from '../../../support/problems.ts'

const kepler = makeProblem({ ranges: { a: [0.3, 10] }, law: ({ a }) => 365.25 * a! ** 1.5, n: 50 })
/** No formula within the complexity limit: the search goes on until it is stopped. */
const hard = makeProblem({
  ranges: { a: [1, 4], b: [1, 4], c: [0, 6] },
  law: ({ a, b, c }) => Math.sin(a! * b! ** 2 + Math.cos(5 * c!)) + Math.exp(Math.cos(3 * c! * a!) * b!),
  n: 200
})

function jobOf(problem: typeof kepler, given: Partial<DiscoveryTask> = {}): DiscoveryTask {
  const rest = { methods: null, seed: 1, threads: 1, seconds: 60, evaluations: null, checkpoint: null }
  return { kind: 'formulas', problem: shareProblem(problem), ...rest, version: '0', datasetHash: '', ...given }
}

interface Watched {
  readonly run: RunningTask
  readonly ended: Promise<RunResult>
  readonly checkpoints: DiscoveryCheckpoint[]
  /** Resolves at the first snapshot for which the condition holds. */
  until(condition: (snapshot: RunSnapshot) => boolean): Promise<RunSnapshot>
}

function start(job: DiscoveryTask): Watched {
  const checkpoints: DiscoveryCheckpoint[] = []
  const watchers = new Set<(snapshot: RunSnapshot) => void>()
  let run: RunningTask | undefined
  const ended = new Promise<RunResult>((resolve, reject) => {
    run = startRunThread(job, {
      onSnapshot: (snapshot) => watchers.forEach((watch) => watch(snapshot)),
      onCheckpoint: (checkpoint) => void checkpoints.push(checkpoint),
      onEnd: resolve,
      onError: reject
    })
  })
  // a test that does not await the end must not fail by an unhandled rejection
  ended.catch(() => undefined)
  return {
    run: run!,
    ended,
    checkpoints,
    until: (condition) =>
      new Promise((resolve) => {
        watchers.add((snapshot) => {
          if (condition(snapshot)) resolve(snapshot)
        })
      })
  }
}

/** The search that goes on for ever, without those before it. */
const endless = { methods: [{ id: 'geneticProgramming', options: {} }] }
const isEvolving = ({ progress }: RunSnapshot) =>
  progress.method === 'geneticProgramming' && progress.evaluations > 1000

describe('a discovery in threads of its own', () => {
  test('finds a power law and ends by itself', async () => {
    const { reason, snapshot } = await start(jobOf(kepler)).ended
    expect(reason).toBe('explained')
    expect(printInfix(snapshot.laws[0]!.expression)).toBe('365.25*a^(3/2)')
  })

  test.each([1, 3])('stops %i threads within a second, with the laws so far', async (threads) => {
    const { run, ended, until } = start(jobOf(hard, { ...endless, threads }))
    await until(isEvolving)
    const asked = performance.now()
    await run.stop()
    // 200 ms are promised; a busy test machine gets more
    expect(performance.now() - asked).toBeLessThan(1000)
    const { reason, snapshot } = await ended
    expect(reason).toBe('stoppedByUser')
    expect(snapshot.log.at(-1)!.message).toBe('Stopped by you.')
  })

  test('gives the same laws for the same seed and evaluations on one thread and on two', async () => {
    const wave = makeProblem({
      ranges: { a: [1, 4], b: [1, 4] },
      law: ({ a, b }) => a! * b! + Math.exp(Math.cos(2.3 * b!)),
      n: 100
    })
    const options = { systematicFirst: false, populationSize: 40 }
    const task = { methods: [{ id: 'geneticProgramming', options }], evaluations: 20_000 }
    const [one, two] = await Promise.all([1, 2].map((threads) => start(jobOf(wave, { ...task, threads })).ended))
    expect(one!.reason).toBe('evaluationLimit')
    expect(two!.snapshot.progress.evaluations).toBe(one!.snapshot.progress.evaluations)
    const laws = ({ snapshot }: RunResult) => snapshot.laws.map(({ expression }) => printInfix(expression))
    expect(laws(one!).length).toBeGreaterThan(0)
    expect(laws(two!)).toEqual(laws(one!))
  })

  test('stands still while paused and goes on afterwards', async () => {
    const { run, until } = start(jobOf(hard, endless))
    await until(isEvolving)
    run.pause()
    let isQuiet = false
    const next = until(() => isQuiet)
    // time for the thread to notice: it asks at least every 50 ms
    await new Promise((resolve) => setTimeout(resolve, 600))
    isQuiet = true
    const outcome = await Promise.race([next, new Promise((resolve) => setTimeout(() => resolve('quiet'), 700))])
    expect(outcome).toBe('quiet')
    run.resume()
    expect((await next).progress.method).toBe('geneticProgramming')
    await run.kill()
  })

  test('gives the same laws twice with one thread and a limit on evaluations', async () => {
    const once = async () => {
      const { reason, snapshot } = await start(jobOf(hard, { ...endless, evaluations: 30_000 })).ended
      expect(reason).toBe('evaluationLimit')
      return snapshot.laws.map(({ expression }) => printInfix(expression))
    }
    expect(await once()).toEqual(await once())
  })

  test('goes on from the checkpoint of a run that was killed', async () => {
    const first = start(jobOf(hard, endless))
    await first.until(() => first.checkpoints.length > 0)
    await first.run.kill()
    const checkpoint = first.checkpoints.at(-1)!
    const second = start(jobOf(hard, { ...endless, checkpoint, evaluations: 1000 }))
    const { snapshot } = await second.ended
    expect(snapshot.progress.evaluations).toBeGreaterThan(checkpoint.evaluations)
    expect(snapshot.log.map(({ message }) => message)).toContain('Going on from the last checkpoint.')
    expect(checkpoint.candidates.length).toBeGreaterThan(0)
  })

  test('an unknown method comes back as an AppError with its code', async () => {
    const { ended } = start(jobOf(kepler, { methods: [{ id: 'alchemy', options: {} }] }))
    await expect(ended).rejects.toMatchObject({ name: 'AppError', code: 'unknownMethod' })
  })

  test('a thread that dies reports an error, not an end', async () => {
    const shared = shareProblem(kepler)
    const job = { ...jobOf(kepler), problem: { ...shared, x: [] } }
    await expect(start(job).ended).rejects.toThrow()
  })
})
