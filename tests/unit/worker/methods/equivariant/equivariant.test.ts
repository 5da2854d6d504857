import { expect, test } from 'vitest'
import type { Law } from '../../../../../src/shared/domain/law.ts'
import { parse } from '../../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { equivariant } from '../../../../../src/worker/methods/equivariant/equivariant.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { meanPlaquette, numberedTable, pointTable } from '../../../../support/equivariantTables.ts'
import { investigate } from '../../../../support/investigate.ts'
import { observationsOf } from '../../../../support/observations.ts'

const QUICK = { steps: 120, hidden: 16 }
const seeded = createRandom(9)

test('the action of links is learnt from Wilson loops where a plain network learns nothing, and a formula of them is asked for', async () => {
  const random = createRandom(1)
  const columns = numberedTable(150, 32, () => 2 * random.next(), (j) => `u${j}`, (links) => ({ S: 1 - meanPlaquette(links, 4) })) // prettier-ignore
  const asked: string[] = []
  const found = await investigate(equivariant, observationsOf(columns, { target: 'S' }), QUICK, {
    searchLaws: (problem) => {
      asked.push(...problem.inputs.map(({ name }) => name))
      // the answer is 1 − W11 to rounding
      problem.y.forEach((value, i) => expect(1 - problem.x[0]![i]!).toBeCloseTo(value, 12))
      const fit = { rows: problem.n, rmse: 0, rSquared: 1 }
      return Promise.resolve([{ expression: parse('1 - W11'), fit, validation: fit } as Law])
    }
  })
  expect(found.map(({ kind }) => kind)).toEqual(['symmetry', 'law'])
  expect(found[0]!.metrics.unexplained!).toBeLessThan(0.2)
  expect(found[0]!.metrics.unexplainedPlain!).toBeGreaterThan(0.8)
  expect(asked).toEqual(['W11', 'W12', 'W22'])
})

test('a formula of two points is told in their coordinates', async () => {
  const columns = pointTable(80, 2, createRandom(2), (between) => between(0, 1) ** 2)
  const found = await investigate(equivariant, observationsOf(columns, { target: 'E' }), QUICK, {
    searchLaws: (problem) => {
      const fit = { rows: problem.n, rmse: 0, rSquared: 1 }
      return Promise.resolve([{ expression: parse('r12^2'), fit, validation: fit } as Law])
    }
  })
  const law = found.find(({ kind }) => kind === 'law')!
  expect(law.kind === 'law' && printInfix(law.expression)).toBe('(x1 - x2)^2 + (y1 - y2)^2 + (z1 - z2)^2')
})

test('a target that feels rotations is said to', async () => {
  const columns = pointTable(120, 3, createRandom(3), (_, values) => values[0]! + 0.5 * values[4]!)
  const [found] = await investigate(equivariant, observationsOf(columns, { target: 'E' }), QUICK)
  expect(found!.kind).toBe('nothing')
  expect(found!.title).toMatch(/E feels rotations/)
})

test('points that play different parts are told without exchanges', async () => {
  const columns = pointTable(160, 3, createRandom(5), (between) => 3 * between(0, 1) - between(1, 2))
  const [found] = await investigate(equivariant, observationsOf(columns, { target: 'E' }), QUICK)
  expect(found!.title).toBe('E does not change under rotations, mirrors and shifts of 3 points')
  expect(found!.summary).toMatch(/like points play different parts/)
})

test('pixels two apart are told in few images, where a plain network learns nothing', async () => {
  const side = 5
  const columns = numberedTable(90, side * side, createRandom(6).normal, (j) => `p${j}`, (pixels) => {
    const at = (row: number, column: number) => pixels[(row % side) * side + (column % side)]!
    const products = pixels.map((value, i) => value * (at(Math.floor(i / side) + 2, i % side) + at(Math.floor(i / side), (i % side) + 2))) // prettier-ignore
    return { E: products.reduce((sum, value) => sum + value, 0) }
  }) // prettier-ignore
  const [found] = await investigate(equivariant, observationsOf(columns, { target: 'E' }), { steps: 200, hidden: 16 })
  expect(found!.kind).toBe('symmetry')
  expect(found!.metrics.unexplained!).toBeLessThan(0.3)
  expect(found!.metrics.unexplainedPlain!).toBeGreaterThan(0.8)
})

test.each<[string, Record<string, number[]>, Record<string, string>, RegExp]>([
  ['a grid of another size', numberedTable(50, 12, seeded.next, (j) => `p${j}`, () => ({ E: 1 })), { grid: '3x5' }, /12 pixels are no square of the grid 3x5/],
  ['few images', numberedTable(5, 9, seeded.next, (j) => `p${j}`, ([a]) => ({ E: a! })), {}, /There are 5 complete samples; at least 40/],
  ['one link too few', numberedTable(50, 9, seeded.next, (j) => `u${j}`, ([a]) => ({ E: a! })), {}, /9 links are not two for each site/]
])('%s is refused with the reason', async (_, columns, options, reason) => {
  await expect(investigate(equivariant, observationsOf(columns, { target: 'E' }), options)).rejects.toThrow(reason)
}) // prettier-ignore

test.each<[string, number, object]>([
  ['at once it answers that it was stopped', 0, { kind: 'nothing', title: 'Stopped before a symmetry was found' }],
  // a training takes 20 steps with a look each: two choose the group, two are the first comparison, and two more would follow
  ['between two numbers of samples it gives what was compared so far', 100, { warnings: [expect.stringMatching(/stopped before all was trained/)] }]
])('told to stop %s', async (_, most, expected) => {
  const columns = pointTable(60, 2, createRandom(6), (between) => between(0, 1) ** 2)
  let looks = 0
  const shouldStop = () => ++looks > most
  const [found] = await investigate(equivariant, observationsOf(columns, { target: 'E' }), { steps: 20, hidden: 4 }, { shouldStop })
  expect(found).toMatchObject(expected)
}) // prettier-ignore
