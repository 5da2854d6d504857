import { expect, test } from 'vitest'
import { param } from '../../../../src/shared/domain/expr.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { judgingSample } from '../../../../src/worker/scoring/judgingSample.ts'
import { residualNature, type ResidualNature } from '../../../../src/worker/scoring/residualStructure.ts'
import { problemOf } from '../../../support/problems.ts'

const random = createRandom(31)
const column = (n: number) => Float64Array.from({ length: n }, () => 4 * random.next() - 2)
const normals = (n: number) => Float64Array.from({ length: n }, () => random.normal())
const sampleOf = (inputs: number, n: number) => {
  const names = Array.from({ length: inputs }, (_, j) => `x${j}`)
  return judgingSample(
    problemOf(
      names,
      names.map(() => column(n)),
      column(n)
    ),
    1
  )
}
const natureOf = (residuals: Float64Array, sample: ReturnType<typeof sampleOf>) =>
  residualNature(residuals, param(1), sample)

const sample = sampleOf(2, 400)
const [x, z] = [sample.x[0]!, sample.x[1]!]
const noise = normals(400)

test.each<[string, (i: number) => number, ResidualNature]>([
  ['noise alone', () => 0, 'noise'],
  ['a trend in one input', (i) => 0.5 * x[i]!, 'structure'],
  ['an arch over one input', (i) => 0.5 * z[i]! ** 2, 'structure'],
  ['a wave in one input', (i) => 1.5 * Math.sin(3 * x[i]!), 'structure'],
  // neither input alone tells anything of it
  ['a product of both inputs', (i) => 0.8 * x[i]! * z[i]!, 'structure']
])('%s', (_, missed, expected) => {
  expect(
    natureOf(
      noise.map((value, i) => value + missed(i)),
      sample
    )
  ).toBe(expected)
})

test('noise seldom looks like structure', () => {
  const natures = Array.from({ length: 100 }, () => natureOf(normals(400), sample))
  // one look in a thousand, with the level shared between the looks: two in a hundred would be chance once in 200
  expect(natures.filter((nature) => nature === 'structure').length).toBeLessThan(2)
})

test('what a wrong form leaves in forty rows of four inputs is not taken for noise', () => {
  const few = sampleOf(4, 40)
  const [a, b, c, d] = few.x as [Float64Array, Float64Array, Float64Array, Float64Array]
  const missed: ((i: number) => number)[] = [
    (i) => Math.sin(a[i]! + b[i]!),
    (i) => a[i]! * b[i]! + 0.5 * c[i]! * d[i]!,
    (i) => Math.exp(-a[i]! * c[i]!) - b[i]! * d[i]!,
    (i) => a[i]! / (3 + b[i]! + c[i]!) - 0.2 * d[i]! * a[i]!
  ]
  const natures = missed.map((value) =>
    natureOf(
      Float64Array.from({ length: 40 }, (_, i) => value(i)),
      few
    )
  )
  expect(natures).not.toContain('noise')
})

test('repeated measurements show that what is left is noise, however many the inputs', () => {
  const places = sampleOf(5, 15)
  const twice = places.x.map((values) => Float64Array.from({ length: 30 }, (_, i) => values[i % 15]!))
  const names = twice.map((_, j) => `x${j}`)
  const repeated = judgingSample(problemOf(names, twice, column(30)), 1)
  expect(natureOf(normals(30), repeated)).toBe('noise')
})

test.each([
  // one input: neighbours are near
  [1, 40, 'noise'],
  [3, 100, 'noise'],
  // a dozen rows in six inputs: nothing lies next to anything
  [6, 12, 'unclear']
] as const)('noise in %i inputs and %i rows is %s', (inputs, n, expected) => {
  const natures = Array.from({ length: 9 }, () => natureOf(normals(n), sampleOf(inputs, n)))
  // the usual answer, for any single one may be chance
  expect(natures.filter((nature) => nature === expected).length).toBeGreaterThan(5)
})
