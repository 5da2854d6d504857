import { expect, test } from 'vitest'
import type { LawEvidence, Plot } from '../../../../src/shared/domain/evidence.ts'
import { parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { buildEvidence } from '../../../../src/worker/scoring/evidence.ts'
import { scoreExpression } from '../../../../src/worker/scoring/lawActions.ts'
import { makeProblem } from '../../../support/problems.ts'

const provenance = { method: 'user', options: {}, seed: 1, version: '0', datasetHash: '' }

function evidenceOf(n: number, text = 'c*x + d*z'): LawEvidence {
  const problem = makeProblem({ ranges: { x: [1, 9], z: [0, 2] }, law: ({ x, z }) => 2 * x! + 5 * z!, n, noise: 0.05 })
  const { expr } = parseTemplate(text, { columns: ['x', 'z'] })
  const labels = Array.from({ length: n }, (_, i) => `row ${i}`)
  return buildEvidence(scoreExpression(expr, problem, provenance), problem, labels)
}

const plots = (evidence: LawEvidence) =>
  Object.values(evidence.tabs)
    .flat()
    .filter((item): item is Plot => item.kind === 'plot')

test('every tab has its pictures, and no mark has a value that cannot be drawn', () => {
  const evidence = evidenceOf(80)
  for (const tab of ['overview', 'fit', 'residuals', 'beyond', 'stability'] as const) {
    expect(evidence.tabs[tab]?.length).toBeGreaterThan(0)
  }
  for (const plot of plots(evidence)) {
    for (const mark of plot.marks) {
      if (mark.kind !== 'points' && mark.kind !== 'line') continue
      expect(mark.x.length).toBe(mark.y.length)
      expect([...mark.x, ...mark.y].every(Number.isFinite)).toBe(true)
    }
  }
})

test('residuals are shown against every input, used or not', () => {
  const ids = plots(evidenceOf(60, 'c*x')).map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining(['residual-x', 'residual-z']))
})

test('points carry the labels of their rows', () => {
  const agreement = plots(evidenceOf(50)).find(({ id }) => id === 'agreement')!
  const points = agreement.marks.find((mark) => mark.kind === 'points')!
  expect(points.kind === 'points' && points.labels?.[3]).toBe('row 3')
})

test('of very many rows a sample is drawn, and the caption says so', () => {
  const agreement = plots(evidenceOf(6000)).find(({ id }) => id === 'agreement')!
  const points = agreement.marks.find((mark) => mark.kind === 'points')!
  expect(points.kind === 'points' && points.x.length).toBe(5000)
  expect(agreement.caption).toContain('5000 of 6000 rows')
})

test('the fitted numbers lie within their resampled range', () => {
  const table = evidenceOf(80).tabs.stability![0]!
  if (table.kind !== 'table') throw new Error('stability is a table')
  for (const [, fitted, , from, to] of table.rows) {
    expect(Number(fitted)).toBeGreaterThan(Number(from))
    expect(Number(fitted)).toBeLessThan(Number(to))
  }
})
