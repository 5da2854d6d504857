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
const ENDLESS: RunRequest = { ...REQUEST, target: 'y', seconds: 600 }
const NOISE = 'x,y\n' + Array.from({ length: 200 }, (_, i) => `${i},${(i * 7919) % 211}`).join('\n')

test('clients of one pipe are answered each for itself, and all hear the events', async () => {
  const heard = vi.fn()
  const engine = startEngine(':memory:', { datasetsChanged: heard })
  const other = engine.connect()
  const [first, second] = await Promise.all([engine.api.currentProject(), other.currentProject()])
  expect(first).toEqual(second)
  const path = join(folder.path, 'kepler.csv')
  writeFileSync(path, KEPLER)
  await other.importPath(first.id, path, {}, 'import')
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(first.id))
  const fault = await other.getRun(99).catch((error: unknown) => error)
  expect(fault).toMatchObject({ name: 'AppError', code: 'notFound', details: { id: 99 } })
})

test('a frame that is nonsense does not take the engine down', async () => {
  const engine = startEngine(':memory:')
  await engine.api.listProjects()
  engine.child.send({ client: 77, message: Uint8Array.of(0xc1, 1, 2) })
  expect(await engine.api.listProjects()).toHaveLength(0)
  await vi.waitFor(() => expect(engine.stderr()).toContain('a frame of client 77'))
})

test('an engine ends with its pipe, exit code 0, and leaves no scratch folder', async () => {
  const engine = startEngine(':memory:')
  const datasetId = await importKepler(engine.api)
  expect(await engine.api.rawText(datasetId)).toBe(KEPLER)
  expect(await engine.stop()).toBe(0)
})

test('Ctrl-C in a terminal leaves the engine to its host', async () => {
  const engine = startEngine(':memory:')
  await engine.api.listProjects()
  engine.child.kill('SIGINT')
  expect(await engine.api.listProjects()).toEqual([])
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
    await vi.waitFor(async () => expect((await first.api.getSnapshot(runId)).log.length).toBeGreaterThan(0), 20_000)
    const { log } = await first.api.getSnapshot(runId)
    await vi.waitFor(async () => expect((await first.api.getRun(runId)).progress.seconds).toBeGreaterThan(0), 20_000)
    await first.kill()
    await expect(pending).rejects.toMatchObject({ code: 'engineStopped' })

    const second = startEngine()
    expect(await second.api.getRun(runId)).toMatchObject({ status: 'interrupted', canResume: true })
    expect(await second.api.resumeRun(runId, {})).toMatchObject({ status: 'running' })
    await vi.waitFor(async () => expect((await second.api.getSnapshot(runId)).log.length).toBeGreaterThan(0), 20_000)
    expect(log.length).toBeGreaterThan(0)
    expect(await second.api.stopRun(runId)).toMatchObject({ status: 'stopped', stopReason: 'stoppedByUser' })
  })
})
