import { expect, test } from 'vitest'
import { RunDraft } from '../../../../src/renderer/src/state/runDraft.svelte.ts'
import { fakeColumn, fakeDataset, fakeMemory } from '../../../support/fakeEngine.ts'

const dataset = fakeDataset(1, {
  columns: [
    fakeColumn('planet', { kind: 'label', role: 'label' }),
    fakeColumn('a'),
    fakeColumn('m', { role: 'ignore' }),
    fakeColumn('P', { role: 'target' })
  ]
})

test('target and inputs follow the roles until they are chosen', () => {
  const draft = new RunDraft(1, () => dataset, fakeMemory(), 4)
  expect([draft.target, draft.inputs]).toEqual(['P', ['a']])
  draft.change({ target: 'a', inputs: ['m', 'P', 'a'] })
  expect([draft.target, draft.inputs]).toEqual(['a', ['m', 'P']]) // the target is no input of itself
  draft.followRoles()
  expect([draft.target, draft.inputs]).toEqual(['P', ['a']])
})

test('a chosen target that is gone gives way to the role', () => {
  const draft = new RunDraft(1, () => dataset, fakeMemory(), 4)
  draft.change({ target: 'Q' })
  expect(draft.target).toBe('P')
})

test('text is neither target nor input', () => {
  const draft = new RunDraft(1, () => dataset, fakeMemory(), 4)
  draft.change({ target: 'planet', inputs: ['planet', 'a'] })
  expect([draft.target, draft.inputs]).toEqual(['P', ['a']])
})

test.each([
  [null, {}, 'Add a dataset first.'],
  [fakeDataset(1, { columns: [fakeColumn('a')] }), {}, 'Give one column the role “target” in Data.'],
  [
    fakeDataset(1, { columns: [fakeColumn('P', { role: 'target' })] }),
    {},
    'Give at least one column the role “input” in Data.'
  ],
  [dataset, { operators: [] }, 'Choose at least one operator.'],
  [dataset, { methods: [] }, 'Choose at least one method.'],
  [
    dataset,
    { known: 'P > 0\nincreasing in m' },
    'What you know is not understood. There is no input “m”; the inputs are a. Did you mean a?'
  ],
  [dataset, {}, null]
])('obstacle %#', (data, change, obstacle) => {
  const draft = new RunDraft(1, () => data, fakeMemory(), 4)
  draft.change(change)
  expect(draft.obstacle).toBe(obstacle)
})

test('the request names what is meant now, even if the roles change later', () => {
  const draft = new RunDraft(1, () => dataset, fakeMemory(), 4)
  expect(draft.request()).toMatchObject({ target: 'P', inputs: ['a'], threads: 3, evaluations: null })
})

test('the request says what is known, read line by line', () => {
  const draft = new RunDraft(1, () => dataset, fakeMemory(), 4)
  expect(draft.request()).not.toHaveProperty('knowledge')
  draft.change({ known: 'P > 0\n\nincreasing in a\n' })
  expect(draft.request().knowledge).toEqual({
    template: null,
    definitions: [],
    forbiddenNesting: [],
    constraints: [
      { kind: 'above', bound: 0 },
      { kind: 'increasing', input: 'a' }
    ]
  })
})

test('there is a request for every target', () => {
  const draft = new RunDraft(1, () => dataset, fakeMemory(), 4)
  draft.ask('P, m = f(a)', { target: 'P', otherTargets: ['m'], inputs: ['a'], seeds: [], template: null })
  expect(draft.requests()).toMatchObject([
    { target: 'P', inputs: ['a'] },
    { target: 'm', inputs: ['a'] }
  ])
})

test('one core works where there is only one', () => {
  expect(new RunDraft(1, () => dataset, fakeMemory(), 1).settings.threads).toBe(1)
})

test('settings are remembered for the dataset, and for no other', () => {
  const memory = fakeMemory()
  new RunDraft(1, () => dataset, memory, 4).change({ seconds: 7 })
  expect(new RunDraft(1, () => dataset, memory, 4).settings.seconds).toBe(7)
  expect(new RunDraft(2, () => dataset, memory, 4).settings.seconds).toBe(60)
})

test('what was remembered in another form is not trusted', () => {
  const memory = fakeMemory()
  memory.remember('draft.1', { target: 5 })
  expect(new RunDraft(1, () => dataset, memory, 4).settings.seconds).toBe(60)
})
