import { expect, test } from 'vitest'
import { parseCommand } from '../../../../src/main/commandLine/parseCommand.ts'
import type { SearchCommand } from '../../../../src/main/commandLine/command.ts'
import { runSearch, type SearchOutcome } from '../../../../src/main/commandLine/runSearch.ts'
import { searchDocument } from '../../../../src/main/commandLine/searchDocument.ts'
import type { RunRequest, RunSummary } from '../../../../src/shared/domain/run.ts'
import { isAppError } from '../../../../src/shared/errors.ts'
import type { EngineApi } from '../../../../src/shared/rpc/api.ts'
import {
  fakeColumn,
  fakeDataset,
  fakeEngine,
  fakeLaw,
  fakeProject,
  fakeRun,
  fakeSnapshot
} from '../../../support/fakeEngine.ts'

const command = parseCommand(['discover', 'planets.csv', '--target', 'P'], 1) as SearchCommand

function search(end: Partial<RunSummary>, answers: Partial<EngineApi> = {}, interrupt = new AbortController().signal) {
  const engine = fakeEngine({
    currentProject: async () => fakeProject,
    importPath: async () => fakeDataset(1),
    editDataset: async () => fakeDataset(1),
    startRun: async () => fakeRun(1),
    awaitRun: async () => fakeRun(1, end),
    listLaws: async () => [],
    getSnapshot: async () => fakeSnapshot,
    ...answers
  })
  return runSearch(engine, command, interrupt).catch((error: unknown) => error)
}

test('a run that comes to its end gives its laws', async () => {
  expect(await search({ status: 'done', verdict: 'law' })).toMatchObject([{ laws: [], run: { verdict: 'law' } }])
})

test('a crash of the search is a bug, and not the answer that there is no law', async () => {
  const error = await search({ status: 'interrupted', error: { code: 'engineStopped', message: 'The search ended.' } })
  expect(error).toBeInstanceOf(Error)
  expect(isAppError(error)).toBe(false)
  expect(error).toMatchObject({ message: 'The search ended.' })
})

test('a fault of the data that shows while the run is at work stays a fault of the data', async () => {
  const error = await search({ status: 'failed', error: { code: 'methodRefuses', message: 'too many inputs' } })
  expect(error).toMatchObject({ name: 'AppError', code: 'methodRefuses', message: 'too many inputs' })
})

test('an interrupt that comes before the file is read keeps it from being read', async () => {
  // fakeEngine refuses a call without an answer, so that a start of the import would show
  const error = await search({}, { importPath: undefined }, AbortSignal.abort())
  expect(error).toMatchObject({ code: 'cancelled', details: { file: 'planets.csv' } })
})

test('several targets are explained one after another, none by another', async () => {
  const requests: RunRequest[] = []
  const columns = ['P', 'a', 'b'].map((name) => fakeColumn(name))
  const engine = fakeEngine({
    currentProject: async () => fakeProject,
    importPath: async () => fakeDataset(1, { columns }),
    editDataset: async () => fakeDataset(1, { columns }),
    startRun: async (_, request) => {
      requests.push(request)
      return fakeRun(requests.length)
    },
    awaitRun: async (id) => fakeRun(id, { status: 'done', verdict: id === 1 ? 'law' : 'none' }),
    listLaws: async () => [],
    getSnapshot: async () => fakeSnapshot
  })
  const both = parseCommand(['discover', 'planets.csv', '--target', 'P,b'], 1) as SearchCommand
  const outcomes = await runSearch(engine, both, new AbortController().signal)
  expect(requests).toMatchObject([
    { target: 'P', inputs: ['a'] },
    { target: 'b', inputs: ['a'] }
  ])
  expect(searchDocument(both, outcomes)).toMatchObject({
    verdict: 'none',
    runs: [{ verdict: 'law' }, { verdict: 'none' }]
  })
})

test('what is known of a law is refused by a method that looks at the whole table', async () => {
  const about = { id: 'conservation', name: '', summary: '', reference: '', options: [], reason: null }
  const engine = fakeEngine({ listMethods: async () => [{ ...about, kind: 'table' }] })
  const line = ['run', 'conservation', 'planets.csv', '--target', 'P', '--know', 'P > 0']
  const asked = runSearch(engine, parseCommand(line, 1) as SearchCommand, new AbortController().signal)
  await expect(asked).rejects.toMatchObject({ code: 'usage' })
})

test('a number whose error is not the same on both sides has its interval in the document, open sides as null', async () => {
  const number = { value: 20, fitted: 20, standardError: 40, unit: null, exact: null, candidates: [] }
  const parameters = [{ ...number, interval: { low: 6.7, high: null } }, number]
  const outcomes = await search({ status: 'done' }, { listLaws: async () => [fakeLaw(1, { parameters })] })
  const [law] = searchDocument(command, outcomes as SearchOutcome[]).laws
  expect(law!.parameters).toEqual([
    { value: 20, standardError: 40, interval: { low: 6.7, high: null }, exact: null, unit: null },
    { value: 20, standardError: 40, exact: null, unit: null }
  ])
})
