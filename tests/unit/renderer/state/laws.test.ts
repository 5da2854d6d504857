import { expect, test, vi } from 'vitest'
import type { EngineApi } from '../../../../src/shared/rpc/api.ts'
import { AppError } from '../../../../src/shared/errors.ts'
import { constant } from '../../../../src/shared/domain/expr.ts'
import { LawsState } from '../../../../src/renderer/src/state/laws.svelte.ts'
import { Notices } from '../../../../src/renderer/src/state/notices.svelte.ts'
import { fakeEngine, fakeLaw, fakeSurroundings } from '../../../support/fakeEngine.ts'

const evidence = { tabs: {} }

function open(answers: Partial<EngineApi>) {
  const notices = new Notices()
  const { surroundings, saved, copied } = fakeSurroundings()
  const api = fakeEngine({ lawEvidence: async () => evidence, ...answers })
  return { state: new LawsState(api, notices, surroundings.desk), notices, saved, copied }
}

test('the best law is open until another is chosen', async () => {
  const { state } = open({ listLaws: async () => [fakeLaw(2), fakeLaw(1)] })
  await state.load(1)
  expect(state.items.map(({ rank }) => rank)).toEqual([1, 2])
  expect(state.selected?.id).toBe(1)
  await state.select(2)
  expect(state.selected?.id).toBe(2)
  expect(state.evidence).toBe(evidence)
})

test('the same law stays open when the ranking is new and its number changed', async () => {
  const listLaws = vi
    .fn<EngineApi['listLaws']>()
    .mockResolvedValueOnce([fakeLaw(1), fakeLaw(2)])
    .mockResolvedValueOnce([fakeLaw(7, { rank: 1, key: 'new' }), fakeLaw(8, { rank: 2, key: 'key 2' })])
  const { state } = open({ listLaws })
  await state.load(1)
  await state.select(2)
  await state.load(1)
  expect(state.selected?.id).toBe(8)
})

test('while none was chosen the best law is open, however the ranking changes', async () => {
  const listLaws = vi
    .fn<EngineApi['listLaws']>()
    .mockResolvedValueOnce([fakeLaw(1)])
    .mockResolvedValueOnce([fakeLaw(2, { rank: 1 }), fakeLaw(1, { rank: 2 })])
  const { state } = open({ listLaws })
  await state.load(1)
  expect(state.selected?.id).toBe(1)
  await state.load(1)
  expect(state.selected?.id).toBe(2)
})

test('laws of a run that is no longer looked at are dropped', async () => {
  let answer: (laws: ReturnType<typeof fakeLaw>[]) => void = () => undefined
  const listLaws = vi
    .fn<EngineApi['listLaws']>(async () => [fakeLaw(2)])
    .mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
  const { state } = open({ listLaws })
  const first = state.load(1)
  await state.load(2)
  answer([fakeLaw(1)])
  await first
  expect(state.items.map(({ id }) => id)).toEqual([2])
})

test('laws are ordered by what is asked for, the better one first where it is equal', async () => {
  const validation = (rmse: number) => ({ rows: 2, rmse, rSquared: 0 })
  const laws = [
    fakeLaw(1, { complexity: 5, validation: validation(3), descriptionLength: 10 }),
    fakeLaw(2, { complexity: 3, validation: validation(1), descriptionLength: 12 }),
    fakeLaw(3, { complexity: 3, validation: validation(2), descriptionLength: 11 })
  ]
  const { state } = open({ listLaws: async () => laws })
  await state.load(1)
  const order = (by: Parameters<typeof state.sort>[0]) => {
    state.sort(by)
    return state.shown.map(({ id }) => id)
  }
  expect(order('rank')).toEqual([1, 2, 3])
  expect(order('complexity')).toEqual([2, 3, 1])
  expect(order('error')).toEqual([2, 3, 1])
  expect(order('bits')).toEqual([1, 3, 2])
})

test('an exact value replaces the law and its evidence', async () => {
  const lawEvidence = vi.fn<EngineApi['lawEvidence']>(async () => ({ tabs: {} }))
  const setExact = vi.fn<EngineApi['setExact']>(async () => fakeLaw(1, { latex: 'P = a^{3/2}' }))
  const { state } = open({ listLaws: async () => [fakeLaw(1)], lawEvidence, setExact })
  await state.load(1)
  await state.setExact(0, constant(3, 2))
  expect(setExact).toHaveBeenCalledWith(1, 0, constant(3, 2))
  expect(state.selected?.latex).toBe('P = a^{3/2}')
  expect(lawEvidence).toHaveBeenCalledTimes(2)
})

test('a formula of the user is opened once it is judged, and a refused one is handed back', async () => {
  const refusal = new AppError('badFormula', 'a bracket is missing')
  const { state } = open({
    listLaws: vi
      .fn<EngineApi['listLaws']>(async () => [fakeLaw(1), fakeLaw(9, { rank: 2 })])
      .mockResolvedValueOnce([fakeLaw(1)]),
    scoreFormula: vi.fn<EngineApi['scoreFormula']>().mockResolvedValueOnce(fakeLaw(9)).mockRejectedValueOnce(refusal)
  })
  await state.load(1)
  expect(await state.scoreFormula('a^2')).toBeNull()
  expect(state.selected?.id).toBe(9)
  expect(await state.scoreFormula('a^(2')).toBe(refusal)
})

test('an export is saved under its name, and LaTeX is copied as shown', async () => {
  const { state, saved, copied } = open({
    listLaws: async () => [fakeLaw(1)],
    exportLaw: async () => ({ fileName: 'law.py', mediaType: 'text/x-python', text: '' })
  })
  await state.load(1)
  await state.export('python')
  await state.copyLatex()
  expect([saved, copied]).toEqual([['law.py'], ['P = 1']])
})
