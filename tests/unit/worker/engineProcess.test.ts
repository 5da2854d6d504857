import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { RunRequest } from '../../../src/shared/domain/run.ts'
import type { EngineApi, EngineEvents } from '../../../src/shared/rpc/api.ts'
import { EXIT_REFUSED } from '../../../src/shared/rpc/exitCodes.ts'
import { dataFolder, forkEngine, type ForkedEngine } from '../../support/engine.ts'
import { KEPLER } from './handlers/testEngine.ts'
import { REQUEST } from './store/sampleData.ts'

// a process loads the whole engine from its sources, which takes seconds on a busy machine
const PATIENCE_MS = 120_000
vi.setConfig({ testTimeout: PATIENCE_MS })

let folder: ReturnType<typeof dataFolder>
const engines: ForkedEngine[] = []

beforeEach(() => {
  folder = dataFolder()
})
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.stop()))
  folder.remove()
})

function startEngine(data = folder.path, events: Partial<EngineEvents> = {}): ForkedEngine {
  const engine = forkEngine(data, events)
  engines.push(engine)
  return engine
}

async function importKepler(api: EngineApi): Promise<number> {
  const path = join(folder.path, 'kepler.csv')
  writeFileSync(path, KEPLER)
  const { id: projectId } = await api.currentProject()
  return (await api.importPath(projectId, path, {}, 'import')).id
}

/** Lasts until it is stopped: nothing explains random numbers. */
const ENDLESS: RunRequest = {
  ...REQUEST,
  target: 'y',
  methods: [{ id: 'geneticProgramming', options: {} }],
  seconds: 600
}
const NOISE = 'x,y\n' + Array.from({ length: 200 }, (_, i) => `${i},${(i * 7919) % 211}`).join('\n')

test('an engine in memory serves every client of its pipe until the pipe ends', async () => {
  const heard = vi.fn()
  const engine = startEngine(':memory:', { datasetsChanged: heard })
  const other = engine.connect()
  const [first, second] = await Promise.all([engine.api.currentProject(), other.currentProject()])
  expect(first, 'each is answered for itself').toEqual(second)

  const datasetId = await importKepler(other)
  expect(await engine.api.rawText(datasetId)).toBe(KEPLER)
  await vi.waitFor(() => expect(heard, 'all hear the events').toHaveBeenCalledWith(first.id))

  const fault = await other.getRun(99).catch((error: unknown) => error)
  expect(fault).toMatchObject({ name: 'AppError', code: 'notFound', details: { id: 99 } })

  engine.child.send({ client: 77, message: Uint8Array.of(0xc1, 1, 2) })
  await vi.waitFor(() => expect(engine.stderr(), 'nonsense is reported').toContain('a frame of client 77'))
  engine.child.kill('SIGINT') // Ctrl-C in a terminal reaches the engine too; its host decides
  expect(await other.listProjects()).toHaveLength(1)

  expect(await engine.stop()).toBe(0)
})

test('SIGTERM ends the engine in good order', async () => {
  const engine = startEngine()
  await engine.api.currentProject()
  engine.child.kill('SIGTERM')
  expect(await engine.stop()).toBe(0)
  expect(existsSync(join(folder.path, 'lawsmith.sqlite-wal'))).toBe(false) // checkpointed and closed
})

test('a database of a newer version is refused in words, with an exit code that says "do not restart"', async () => {
  const db = new Database(join(folder.path, 'lawsmith.sqlite'))
  db.exec('pragma user_version = 99')
  db.close()
  const engine = startEngine()
  const pending = engine.api.listProjects()
  await expect(pending).rejects.toMatchObject({ code: 'engineStopped' })
  expect(await engine.stop()).toBe(EXIT_REFUSED)
  expect(engine.stderr().trim().split('\n').at(-1)).toContain('newer version of Lawsmith')
})

test('a damaged database is told of', async () => {
  writeFileSync(
    join(folder.path, 'lawsmith.sqlite'),
    'no database at all, but long enough to have a header of 100 bytes. '.repeat(20)
  )
  const { api } = startEngine()
  const { notices } = await api.engineInfo()
  expect(notices[0]).toContain('damaged')
  expect(readFileSync(notices[0]!.match(/\S+\.damaged-\S+(?=\.)/)![0], 'utf8')).toContain('no database at all')
})

describe('a run', () => {
  async function startNoise(api: EngineApi): Promise<number> {
    const path = join(folder.path, 'noise.csv')
    writeFileSync(path, NOISE)
    const { id: projectId } = await api.currentProject()
    const { id: datasetId } = await api.importPath(projectId, path, {}, 'noise')
    return (await api.startRun(datasetId, ENDLESS)).id
  }

  test("finds Kepler's law from the six planets", async () => {
    const { api } = startEngine()
    const { id } = await api.startRun(await importKepler(api), { ...REQUEST, seconds: 20 })
    const run = await api.awaitRun(id)
    expect(run).toMatchObject({ status: 'done', error: null })
    const [best] = await api.listLaws(id)
    expect(best?.infix).toMatch(/a\^\(3\/2\)/)
    expect(run.lawCount).toBeGreaterThan(0)
  })

  test('survives kill -9: the calls under way fail, nothing stored is lost, and it goes on in the next engine', async () => {
    const first = startEngine()
    const runId = await startNoise(first.api)
    const pending = first.api.awaitRun(runId)
    pending.catch(() => {})
    // a checkpoint is written every 2 s of the search
    const seconds = async () => (await first.api.getSnapshot(runId)).progress.seconds
    await vi.waitFor(async () => expect(await seconds()).toBeGreaterThan(3), PATIENCE_MS)
    await first.kill()
    await expect(pending).rejects.toMatchObject({ code: 'engineStopped' })

    const second = startEngine()
    const left = await second.api.getRun(runId)
    expect(left).toMatchObject({ status: 'interrupted', canResume: true })
    expect(left.progress.seconds).toBeGreaterThan(0)
    expect(await second.api.resumeRun(runId, {})).toMatchObject({ status: 'running' })
    const log = async () => (await second.api.getSnapshot(runId)).log.map(({ message }) => message)
    await vi.waitFor(async () => expect(await log()).toContain('Going on from the last checkpoint.'), PATIENCE_MS)
    expect(await second.api.stopRun(runId)).toMatchObject({ status: 'stopped', stopReason: 'stoppedByUser' })
  })
})
