import { expect, test } from 'vitest'
import { apply, param, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import type { Law, LawMark } from '../../../../src/shared/domain/law.ts'
import { paretoFront } from '../../../../src/worker/scoring/paretoFront.ts'
import { rankLaws } from '../../../../src/worker/scoring/rankLaws.ts'

const line: Expr = apply('mul', param(2), variable('x'))

function law(
  key: string,
  bits: number,
  complexity: number,
  error: number,
  marks: readonly LawMark[] = [],
  expression = line
): Law {
  const metrics = { rows: 50, rmse: error, rSquared: 0 }
  return {
    key,
    target: 'y',
    expression,
    form: expression,
    noise: 'additive',
    parameters: [],
    complexity,
    descriptionLength: bits,
    fit: metrics,
    validation: metrics,
    extrapolation: null,
    dimensionallyConsistent: null,
    onFront: false,
    indistinguishableGroup: null,
    marks,
    provenance: { method: 'test', options: {}, seed: 1, version: '0', datasetHash: '' }
  }
}
const flat = law('constant', 200, 2, 1, [], param(3))
const keys = (laws: readonly Law[]) => laws.map(({ key }) => key)

test('the shortest description comes first', () => {
  expect(keys(rankLaws([law('long', 90, 5, 0.1), law('short', 50, 7, 0.1), flat]).laws)).toEqual([
    'short',
    'long',
    'constant'
  ])
})

test('a law with too many numbers comes after every law without that mark', () => {
  const giant = law('giant', 10, 49, 0.001, ['tooManyParameters'])
  const { laws, verdict } = rankLaws([giant, law('plain', 80, 5, 0.1), flat])
  expect(keys(laws)).toEqual(['plain', 'constant', 'giant'])
  expect(verdict).toBe('law')
})

test('laws within ten to one of the best are a group, simplest first', () => {
  const best = law('best', 50, 9, 0.1, [], apply('add', line, apply('exp', variable('x'))))
  const { laws } = rankLaws([best, law('simpler', 52, 5, 0.1), law('other', 60, 3, 0.2), flat])
  expect(laws.map((each) => [each.key, each.indistinguishableGroup])).toEqual([
    ['simpler', 1],
    ['best', 1],
    ['other', null],
    ['constant', null]
  ])
})

test.each([
  ['no law beats the constant', [law('worse', 210, 5, 1.1), flat]],
  ['the gain is what a long search finds by chance', [law('chance', 197, 5, 0.5), flat]],
  ['hardly any error is saved', [law('slight', 100, 5, 0.99), flat]],
  ['there is nothing but the constant', [flat]]
])('the verdict is "none" where %s', (_, laws) => {
  expect(rankLaws(laws)).toEqual({ laws: [], verdict: 'none' })
})

test('structure left in the residuals makes the verdict tentative', () => {
  expect(rankLaws([law('rough', 50, 5, 0.3, ['structureInResiduals']), flat]).verdict).toBe('tentative')
})

test('the front holds what no simpler law matches', () => {
  const points = [
    [3, 0.5],
    [2, 1],
    [5, 0.5],
    [7, 0.1],
    [6, 0.7]
  ] as const
  expect(paretoFront(points, ([size]) => size, ([, error]) => error)).toEqual([[2, 1], [3, 0.5], [7, 0.1]]) // prettier-ignore
})

test('what may be shared drift alone is not recommended, but kept for saying so', () => {
  const drift = law('drift', 50, 5, 0.3, ['sharedDrift'])
  expect(rankLaws([drift, law('worse', 60, 4, 0.4), flat])).toEqual({ laws: [], verdict: 'none', refuted: drift })
})
