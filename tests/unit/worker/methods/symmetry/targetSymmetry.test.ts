import { expect, test } from 'vitest'
import type { Law } from '../../../../../src/shared/domain/law.ts'
import { parse } from '../../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { readDomainTable, type DomainTable } from '../../../../../src/worker/methods/domain/domainTable.ts'
import { testLaw } from '../../../../../src/worker/methods/symmetry/lawSymmetry.ts'
import { mergeSymmetries } from '../../../../../src/worker/methods/symmetry/mergeSymmetries.ts'
import { describeSymmetry, invariantsOf } from '../../../../../src/worker/methods/symmetry/targetSymmetry.ts'
import { symmetry } from '../../../../../src/worker/methods/symmetry/symmetry.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { investigate } from '../../../../support/investigate.ts'
import { observationsOf } from '../../../../support/observations.ts'

const NAMES = ['a', 'b', 'c']

function sampled(f: (a: number, b: number, c: number) => number, noise: number, n = 240) {
  const random = createRandom(4)
  const columns = { a: [] as number[], b: [] as number[], c: [] as number[], y: [] as number[] }
  for (let i = 0; i < n; i++) {
    const [a, b, c] = NAMES.map(() => 3 * random.next() - 1.5) as [number, number, number]
    columns.a.push(a)
    columns.b.push(b)
    columns.c.push(c)
    columns.y.push(f(a, b, c) + noise * random.normal())
  }
  return columns
}

test.each<[string, (a: number, b: number, c: number) => number, string[]]>([
  ['exp(-(a^2 + b^2 + c^2))', (a, b, c) => Math.exp(-(a * a + b * b + c * c)), [
    'y is invariant under rotation of a, b and c', 'y is invariant under permutation of a, b and c',
    'y is even under parity of a', 'y is even under parity of b', 'y is even under parity of c', 'y is even under parity of a, b and c'
  ]],
  ['sin(a - b)*c', (a, b, c) => Math.sin(a - b) * c, [
    'y is invariant under translation of a and b together', 'y is odd under parity of c', 'y is even under parity of a, b and c'
  ]],
  ['cos(a^2 - 4*b^2)', (a, b) => Math.cos(a * a - 4 * b * b), [
    'y is invariant under boosts of a and b with ratio 0.25', 'y is even under parity of a', 'y is even under parity of b', 'y is even under parity of a and b'
  ]],
  ['a^2*b', (a, b) => a * a * b, [
    'y scales with degree 3 when a and b are scaled together', 'y is even under parity of a', 'y is odd under parity of b', 'y is odd under parity of a and b'
  ]],
  ['exp(a)*sin(b + 1) + a', (a, b) => Math.exp(a) * Math.sin(b + 1) + a, []]
])('the formula %s has its symmetries and no others', (text, f, expected) => {
  const table = readDomainTable(observationsOf(sampled(f, 0), { target: 'y' })) as DomainTable
  const tested = testLaw(parse(text), table, createRandom(1))
  const found = mergeSymmetries(tested.filter(({ isSymmetry }) => isSymmetry))
  expect(found.map(({ symmetry: each }) => describeSymmetry(each, NAMES, 'y')).sort()).toEqual([...expected].sort())
}) // prettier-ignore

test('rows alone show the symmetries of what they measure, noise and all', async () => {
  const columns = sampled((a, b, c) => Math.exp(-(a * a + b * b)) + 0.3 * Math.tanh(c - 0.5), 0.02, 200)
  const found = await investigate(symmetry, observationsOf(columns, { target: 'y' }))
  const titles = found.map(({ title }) => title)
  expect(titles).toContain('y is invariant under rotation of a and b')
  expect(titles.filter((title) => /\bc\b/.test(title))).toEqual([])
  const rotation = found.find(({ title }) => title.includes('rotation'))!
  expect(rotation.kind === 'symmetry' && rotation.invariant !== null && printInfix(rotation.invariant.expression)).toBe('a^2 + b^2') // prettier-ignore
})

test('a law in the invariants is asked for, and told in the columns', async () => {
  const columns = sampled((a, b, c) => Math.exp(-(a * a + b * b)) + 0.3 * Math.tanh(c - 0.5), 0.02, 200)
  const asked: string[][] = []
  const found = await investigate(symmetry, observationsOf(columns, { target: 'y' }), {}, {
    searchLaws: (problem) => {
      asked.push(problem.inputs.map(({ name }) => name))
      const fit = { rows: problem.n, rmse: 0.02, rSquared: 0.99 }
      const law = { expression: parse('exp(-invariant1)'), fit, validation: fit } as Law
      return Promise.resolve(asked.length === 1 ? [] : [law])
    }
  }) // prettier-ignore
  expect(asked).toEqual([
    ['a', 'b', 'c'],
    ['c', 'invariant1']
  ])
  const law = found.find(({ kind }) => kind === 'law')!
  expect(law.kind === 'law' && printInfix(law.expression)).toBe('exp(-a^2 - b^2)')
})

test('noise has no symmetry', async () => {
  const random = createRandom(8)
  const found = await investigate(
    symmetry,
    observationsOf(
      sampled(() => random.normal(), 0),
      { target: 'y' }
    )
  )
  expect(found.map(({ kind }) => kind)).toEqual(['nothing'])
})

test('the invariants of a boost keep its quadratic form', () => {
  const [form] = invariantsOf({ kind: 'turn', inputs: [0, 1], ratio: 0.25 }, NAMES)
  expect(printInfix(form!)).toBe('b^2 - 0.25*a^2')
})
