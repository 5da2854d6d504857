import { describe, expect, test } from 'vitest'
import { constant } from '../../../../src/shared/domain/expr.ts'
import { buildProblem } from '../../../../src/worker/scoring/problem.ts'
import { rowLabels } from '../../../../src/worker/handlers/rowLabels.ts'
import { keplerLaw, REQUEST } from '../store/sampleData.ts'
import { fakeDiscovery } from './fakeDiscovery.ts'
import { KEPLER, testEngine } from './testEngine.ts'

/** A finished run over Kepler's planets that found nothing; laws come from the user. */
async function finishedRun(text = KEPLER) {
  const { searches, startRunThread } = fakeDiscovery()
  const engine = await testEngine({ startRunThread })
  const { id: datasetId } = await engine.importText('kepler.csv', text)
  const { id: runId } = await engine.api.startRun(datasetId, REQUEST)
  searches[0]!.end('noLaw')
  return { ...engine, datasetId, runId }
}

describe('a formula of the user', () => {
  test('is judged as it stands and added to the run', async () => {
    const { api, runId, events } = await finishedRun()
    const law = await api.scoreFormula(runId, 'P = 365.25*a^(3/2)')
    expect(law).toMatchObject({ runId, rank: 1, target: 'P', infix: '365.25*a^(3/2)', fit: { rows: 6 } })
    expect(law.latex).toMatch(/^P = 365\.25.*a\^\{3\/2\}$/)
    expect(law.fit.rSquared).toBeGreaterThan(0.999)
    expect(law.provenance).toMatchObject({ method: 'user', options: { formula: 'P = 365.25*a^(3/2)' } })
    expect(await api.listLaws(runId)).toEqual([law])
    expect(events).toContainEqual(['lawsChanged', runId])
  })

  test('may leave numbers to be fitted: c*a^n finds Kepler by itself', async () => {
    const { api, runId } = await finishedRun()
    const law = await api.scoreFormula(runId, 'c*a^n')
    const values = law.parameters.map(({ value }) => value)
    // the published fit of these six planets: exponent 1.50314 ± 0.00107, so that both lie well within these bounds
    expect(values.toSorted((x, y) => x - y)[0]).toBeCloseTo(1.5, 1)
    expect(values.toSorted((x, y) => x - y)[1]).toBeCloseTo(365.25, -1)
  })

  test('stands behind a better one, however often it is typed', async () => {
    const { api, runId } = await finishedRun()
    await api.scoreFormula(runId, '1000*a')
    await api.scoreFormula(runId, '365.25*a^(3/2)')
    await api.scoreFormula(runId, '1000*a')
    expect((await api.listLaws(runId)).map(({ infix, rank }) => [infix, rank])).toEqual([
      ['365.25*a^(3/2)', 1],
      ['1000*a', 2]
    ])
  })

  test.each([
    ['a +', 'badFormula'],
    ['Q = a', 'badFormula'],
    ['2*P', 'unknownColumn'],
    ['2*planet', 'unknownColumn'],
    ['log(-a)', 'badFormula']
  ])('%s is refused: %s', async (formula, code) => {
    const { api, runId } = await finishedRun()
    await expect(api.scoreFormula(runId, formula)).rejects.toMatchObject({ code })
    expect(await api.listLaws(runId)).toEqual([])
  })
})

test('an exact value can be taken and given up; the law keeps its number', async () => {
  const { api, runId } = await finishedRun()
  const free = await api.scoreFormula(runId, 'c*a^n')
  const exponent = free.parameters.findIndex(({ value }) => Math.abs(value - 1.5) < 0.1)
  const exact = await api.setExact(free.id, exponent, constant(3, 2))
  expect(exact.id).toBe(free.id)
  expect(exact.parameters[exponent]).toMatchObject({ value: 1.5, exact: { value: constant(3, 2) } })
  expect(exact.latex).toContain('3/2')
  const again = await api.setExact(free.id, exponent, null)
  expect(again.parameters[exponent]!.exact).toBeNull()
  expect(again.parameters[exponent]!.value).toBeCloseTo(free.parameters[exponent]!.value, 6)
  await expect(api.setExact(free.id, 9, null)).rejects.toMatchObject({ code: 'notFound' })
})

test('the evidence of a law names the rows by their labels', async () => {
  const { api, runId } = await finishedRun()
  const { id } = await api.scoreFormula(runId, '365.25*a^(3/2)')
  const { tabs } = await api.lawEvidence(id)
  const plots = (tabs.fit ?? []).filter((evidence) => evidence.kind === 'plot')
  const points = plots.flatMap(({ marks }) => marks).find((mark) => mark.kind === 'points')
  expect(points?.kind === 'points' && points.labels).toEqual(['Mercury', 'Venus', 'Earth', 'Mars', 'Jupiter', 'Saturn'])
})

test('labels skip the rows that the problem leaves out', async () => {
  const { store, datasetId } = await finishedRun(KEPLER.replace('224.70', '').replace('1.524', 'NA'))
  const columns = store.columns.list(store.datasets.find(datasetId)!.readingId)
  const dataset = { name: 'kepler', rows: 6, columns }
  expect(rowLabels(dataset, buildProblem(dataset, REQUEST))).toEqual(['Mercury', 'Earth', 'Jupiter', 'Saturn'])
  const noLabels = { ...dataset, columns: columns.slice(1) }
  expect(rowLabels(noLabels, buildProblem(noLabels, REQUEST))).toBeNull()
})

test("a run that goes on keeps the user's laws beside the new ones", async () => {
  const { searches, startRunThread } = fakeDiscovery()
  const { api, importText } = await testEngine({ startRunThread })
  const { id: datasetId } = await importText('kepler.csv', KEPLER)
  const { id: runId } = await api.startRun(datasetId, REQUEST)
  const mine = await api.scoreFormula(runId, '1000*a')
  searches[0]!.end('explained', [keplerLaw('found', -1e6)])
  expect((await api.listLaws(runId)).map(({ key }) => key)).toEqual(['found', mine.key])
})

test('laws and runs that are not there are not found', async () => {
  const { api } = await finishedRun()
  for (const call of [api.getLaw(99), api.lawEvidence(99), api.listLaws(99), api.exportLaw(99, 'infix')]) {
    await expect(call).rejects.toMatchObject({ code: 'notFound' })
  }
})
