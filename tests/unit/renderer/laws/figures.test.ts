import { expect, test } from 'vitest'
import type { ColumnSummary } from '../../../../src/shared/domain/dataset.ts'
import { constant } from '../../../../src/shared/domain/expr.ts'
import type { Law } from '../../../../src/shared/domain/law.ts'
import { parse } from '../../../../src/shared/expression/parse.ts'
import { historyPlot } from '../../../../src/renderer/src/views/discover/historyPlot.ts'
import { paretoPlot, paretoPoints } from '../../../../src/renderer/src/views/discover/paretoPlot.ts'
import { lawBadges } from '../../../../src/renderer/src/views/laws/lawBadges.ts'
import { exactText, exactWords } from '../../../../src/renderer/src/views/laws/parameterWords.ts'
import { relativeError } from '../../../../src/renderer/src/views/laws/relativeError.ts'
import { responseInputs, responsePlot } from '../../../../src/renderer/src/views/laws/responsePlot.ts'

const column = (name: string, min: number, max: number): ColumnSummary => ({
  name,
  unit: null,
  dimension: null,
  role: 'input',
  kind: 'number',
  missing: 0,
  distinct: 2,
  min,
  max,
  mean: (min + max) / 2,
  standardDeviation: 1,
  histogram: [],
  origin: null,
  formula: null
})

function law(complexity: number, rmse: number, rest: Partial<Law> = {}): Law {
  const metrics = { rows: 8, rmse, rSquared: 0 }
  return {
    key: `k${complexity}`,
    target: 'P',
    expression: parse('a'),
    form: parse('a'),
    noise: 'additive',
    parameters: [],
    complexity,
    descriptionLength: 0,
    fit: metrics,
    validation: metrics,
    extrapolation: null,
    dimensionallyConsistent: null,
    onFront: true,
    indistinguishableGroup: null,
    marks: [],
    provenance: { method: 'm', options: {}, seed: 1, version: '0', datasetHash: '' },
    ...rest
  }
}

test('the front steps down to the smallest error so far and runs on to the right', () => {
  const points = paretoPoints([law(5, 0.01), law(2, 1), law(7, 0.5), law(9, 0.001)], 1)
  const front = paretoPlot(points, []).marks.find((mark) => mark.kind === 'line')
  expect(front?.kind === 'line' && [...front.x]).toEqual([2, 5, 5, 9, 9, 10])
  expect(front?.kind === 'line' && [...front.y].map((y) => Number(y.toPrecision(12)))).toEqual([
    100, 100, 1, 1, 0.1, 0.1
  ])
})

test('the first law is the recommended one, wherever it stands', () => {
  const points = paretoPoints([law(5, 0.01), law(2, 1)], 1)
  expect(points.map(({ complexity, isRecommended }) => [complexity, isRecommended])).toEqual([[2, false], [5, true]]) // prettier-ignore
})

test('a law without an error on unseen rows, and one without any error, still have a place or none', () => {
  expect(paretoPoints([law(5, NaN)], 1)).toEqual([])
  expect(paretoPoints([law(5, 0)], 1)[0]?.percent).toBe(1e-12)
})

test('hopeless formulas are not drawn among the visited', () => {
  const plot = paretoPlot([], [{ complexity: 3, error: 1e6 }, { complexity: 4, error: 0.5 }]) // prettier-ignore
  expect(plot.marks.map((mark) => mark.kind === 'points' && [...mark.x])).toEqual([[4]])
})

test('the best so far is a step line up to now', () => {
  const [line] = historyPlot([[0, 1], [2, 0.1]], 5).marks // prettier-ignore
  expect(line?.kind === 'line' && [...line.x]).toEqual([0, 2, 2, 5])
  expect(line?.kind === 'line' && [...line.y]).toEqual([100, 100, 10, 10])
  expect(historyPlot([], 5).marks).toEqual([])
})

test('a response curve goes beyond the data, which is marked, and holds the other inputs', () => {
  const expression = parse('x*z')
  const inputs = responseInputs(expression, [column('x', 0, 10), column('unused', 0, 1), column('z', 2, 4)])
  expect(inputs.map(({ name }) => name)).toEqual(['x', 'z'])
  const plot = responsePlot(expression, { name: 'y', unit: null }, inputs, [5, 3], 0)
  const line = plot.marks.find((mark) => mark.kind === 'line')
  // from 0, not −2.5: an input that is nowhere negative stays so
  expect(line?.kind === 'line' && [line.x[0], line.x.at(-1), line.y.at(-1)]).toEqual([0, 12.5, 37.5])
  expect(plot.marks.find((mark) => mark.kind === 'points')).toMatchObject({
    x: Float64Array.of(5),
    y: Float64Array.of(15)
  })
})

test('a constant input has a response curve, too', () => {
  const expression = parse('x + 1')
  const inputs = responseInputs(expression, [column('x', 3, 3)])
  const line = responsePlot(expression, { name: 'y', unit: null }, inputs, [3], 0).marks[2]
  expect(line?.kind === 'line' && line.x.every(Number.isFinite)).toBe(true)
})

test('errors are relative to the spread of the target, by R² where it is not at hand', () => {
  expect(relativeError({ rows: 3, rmse: 2, rSquared: 0.99 }, 4)).toBe(0.5)
  expect(relativeError({ rows: 3, rmse: 2, rSquared: 0.99 }, null)).toBeCloseTo(0.1, 12)
  expect(relativeError({ rows: 3, rmse: 2, rSquared: NaN }, null)).toBeNaN()
})

test('marks become words, and good news needs its reason', () => {
  const texts = (rest: Partial<Law>) => lawBadges(law(3, 0.1, rest)).map(({ text }) => text)
  expect(texts({})).toEqual(['no free constant', 'on the front'])
  expect(
    texts({ onFront: false, dimensionallyConsistent: true, extrapolation: { rows: 2, rmse: 0, rSquared: 1 } })
  ).toEqual(['units agree', 'holds beyond the data', 'no free constant'])
  expect(texts({ marks: ['tooManyParameters', 'failsBeyondData', 'unitsDisagree'], onFront: false })).toEqual([
    'no free constant',
    'too many parameters for 8 rows',
    'units disagree',
    'fails beyond the data'
  ])
})

test.each([
  ['7*pi/4', '7π/4'],
  ['pi', 'π'],
  ['2*pi', '2π'],
  ['3/2', '3/2'],
  ['-exp(1)/9', '−e/9'],
  ['10*pi^2', '10π²'],
  ['sqrt(2)', '√2'],
  ['sqrt(pi)', '√π'],
  ['sqrt(2*pi)', '√(2π)'],
  ['3.7e-12', '3.7 × 10⁻¹²']
])('the exact value %s is shown as %s', (text, shown) => {
  expect(exactText(text)).toBe(shown)
})

test.each([
  // free fit, its error, value, bits, sentence
  [
    1.50314,
    0.00107,
    1.5,
    -8.2,
    '3/2 is 2.9 σ from the free fit; accepted because it makes the description 8 bits shorter.'
  ],
  [1.6, null, 1.5, 3.4, '3/2 is taken as exact; taken by hand: the description is 3 bits longer with it.']
])('an exact value beside %d ± %d is explained', (fitted, standardError, value, bits, sentence) => {
  const exact = { value: constant(3, 2), text: '3/2', bits }
  expect(exactWords({ value, fitted, standardError, unit: null, exact, candidates: [] })).toBe(sentence)
  expect(exactWords({ value, fitted, standardError, unit: null, exact: null, candidates: [] })).toBeNull()
})
