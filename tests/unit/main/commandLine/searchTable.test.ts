import { expect, test } from 'vitest'
import type { RunSummary } from '../../../../src/shared/domain/run.ts'
import type { StoredLaw } from '../../../../src/shared/rpc/api.ts'
import type { SearchOutcome } from '../../../../src/main/commandLine/runSearch.ts'
import { searchTable } from '../../../../src/main/commandLine/searchTable.ts'
import { fakeDataset, fakeLaw, fakeRun } from '../../../support/fakeEngine.ts'

function table(end: Partial<RunSummary>, laws: readonly StoredLaw[], rows = 100): string {
  const outcome: SearchOutcome = {
    kind: 'formula',
    dataset: fakeDataset(1, { rows }),
    run: fakeRun(1, { status: 'done', ...end }),
    laws,
    findings: []
  }
  return searchTable(outcome)
}

test('a table of laws says what its columns mean', () => {
  const text = table({ verdict: 'law', stopReason: 'explained' }, [fakeLaw(1)])
  expect(text).toMatch(/^error .*unit of /m)
  expect(text).toMatch(/^bits .*the fewer, the better/m)
  expect(text).not.toContain('one group')
})

test('a tentative law is shown with the reason for its mark', () => {
  const law = fakeLaw(1, { marks: ['failsBeyondData'] })
  expect(table({ verdict: 'tentative' }, [law])).toMatch(/^Tentative: .* fails at the ends of the range/m)
})

test.each([
  [8, true],
  [100, false]
])('where %i rows give no law, few rows are given as a reason: %s', (rows, expected) => {
  const text = table({ verdict: 'none', stopReason: 'noLaw' }, [], rows)
  expect(text).toMatch(/^No law: /m)
  expect(text.includes(`With ${rows} rows`)).toBe(expected)
  expect(text).not.toContain('bits')
})

test('where laws stand in a group, what would tell them apart is said', () => {
  const laws = [1, 2].map((id) => fakeLaw(id, { indistinguishableGroup: 1 }))
  expect(table({ verdict: 'law' }, laws)).toContain('More rows')
})
