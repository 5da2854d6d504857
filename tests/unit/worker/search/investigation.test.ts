import { expect, test } from 'vitest'
import type { FindingDraft } from '../../../../src/shared/domain/finding.ts'
import type { RunSnapshot } from '../../../../src/shared/domain/run.ts'
import type { InvestigationContext, TableMethod } from '../../../../src/worker/methods/method.ts'
import { createControlBlock, openControl, type RunLimits } from '../../../../src/worker/search/control.ts'
import { runInvestigation } from '../../../../src/worker/search/investigation.ts'
import { nestedControl } from '../../../../src/worker/search/nestedControl.ts'
import { observationsOf } from '../../../support/observations.ts'

const table = observationsOf({ t: [0, 1, 2], x: [1, 2, 1] })
const nothing = (key: string, title = key): FindingDraft => ({
  kind: 'nothing',
  key,
  title,
  summary: 'Nothing.',
  metrics: {},
  warnings: [],
  evidence: []
})
const matrix = (key: string): FindingDraft => ({
  ...nothing(key),
  kind: 'matrix',
  rows: ['J'],
  columns: ['X'],
  matrix: [[2]],
  standardErrors: null,
  rawMatrix: null
})

type Investigate = (context: InvestigationContext) => Iterable<FindingDraft> | AsyncIterable<FindingDraft>

function run(investigate: Investigate, accepts: TableMethod['accepts'] = () => true, limits: Partial<RunLimits> = {}) {
  const descriptor = { id: 'probe', name: 'Probe', summary: '', reference: '', options: [] }
  const method: TableMethod = {
    kind: 'table',
    descriptor,
    accepts,
    investigate: (_, __, context) => investigate(context)
  }
  const snapshots: RunSnapshot[] = []
  const control = openControl(createControlBlock({ seconds: 60, evaluations: null, ...limits }))
  const result = runInvestigation({
    observations: table,
    plan: { kind: 'table', planned: { method, options: {} } },
    control,
    seed: 7,
    threads: 1,
    provenance: (id) => ({ method: id, options: {}, seed: 7, version: '0', datasetHash: 'h' }),
    onSnapshot: (snapshot) => void snapshots.push(snapshot),
    searchLaws: async (_, within) => {
      within.count(10, 30)
      expect(within.stopCause()).toBe('evaluationLimit')
      return { reason: 'evaluationLimit', snapshot: snapshots[0]! }
    }
  })
  return { result, snapshots, control }
}

test('what is found comes with who found it, and a later finding takes the place of the earlier with its key', async () => {
  const { result, snapshots } = run(function* () {
    yield nothing('a', 'first')
    yield matrix('b')
    yield nothing('a', 'second')
  })
  const { reason, snapshot } = await result
  expect(reason).toBe('answered')
  expect(snapshot.verdict).toBe('law')
  expect(snapshot.findings.map(({ key, title }) => [key, title])).toEqual([
    ['a', 'second'],
    ['b', 'b']
  ])
  expect(snapshot.findings[0]!.provenance).toMatchObject({ method: 'probe', seed: 7 })
  expect(snapshots.map(({ findings }) => findings.length)).toEqual([1, 2, 2])
  expect(snapshot.methods).toMatchObject([{ id: 'probe', status: 'done' }])
})

test('that there is nothing is an answer and no law', async () => {
  const { snapshot, reason } = await run(() => [nothing('none')]).result
  expect([reason, snapshot.verdict]).toEqual(['answered', 'none'])
})

test('a table that does not fit is refused in the words of the method', async () => {
  const { result } = run(
    () => [],
    () => 'there is no column of time'
  )
  await expect(result).rejects.toMatchObject({ code: 'methodRefuses', message: 'there is no column of time' })
})

test('the loss curves of networks come with every report, and where none is trained there are none', async () => {
  const { result } = run(function* (context) {
    context.reportTraining('energy', { step: 0, loss: NaN, score: 2 })
    context.reportTraining('energy', { step: 25, loss: 3, score: 1 })
    yield matrix('learned')
  })
  const first = { step: 0, loss: NaN, score: 2 }
  const second = { step: 25, loss: 3, score: 1 }
  expect((await result).snapshot.training).toEqual([{ network: 'energy', points: [first, second], best: second }])
  expect((await run(() => []).result).snapshot).not.toHaveProperty('training')
})

test('the limit of evaluations ends it with what it has', async () => {
  const { result } = run(
    function* (context) {
      yield matrix('early')
      context.count(5, 5)
      if (!context.control.shouldStop()) yield matrix('late')
    },
    undefined,
    { evaluations: 5 }
  )
  const { reason, snapshot } = await result
  expect(reason).toBe('evaluationLimit')
  expect(snapshot.findings.map(({ key }) => key)).toEqual(['early'])
})

test('a search of laws inside has limits of its own and counts for the whole', async () => {
  const { result } = run(async function* (context) {
    yield nothing('before')
    await context.searchLaws({} as never, { seconds: 5, evaluations: 10 })
  })
  expect((await result).snapshot.progress).toMatchObject({ evaluations: 10, nodeEvaluations: 30 })
})

test('a part of a run ends with the whole', () => {
  const whole = openControl(createControlBlock({ seconds: 60, evaluations: null }))
  const part = nestedControl(whole, { seconds: 30, evaluations: null })
  expect([part.shouldStop(), part.stopCause()]).toEqual([false, null])
  whole.stop()
  expect([part.shouldStop(), part.stopCause()]).toEqual([true, 'stoppedByUser'])
})
