import { expect, test } from 'vitest'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { backwardElimination } from '../../../../../src/worker/methods/dynamics/backwardElimination.ts'
import { controlSignal } from '../../../../../src/worker/methods/dynamics/controlSignal.ts'
import { invertInformation } from '../../../../../src/worker/methods/dynamics/covarianceMatrix.ts'
import { librariesOf, monomials, type Readable } from '../../../../../src/worker/methods/dynamics/library.ts'
import { sr3 } from '../../../../../src/worker/methods/dynamics/sparseSupports.ts'
import { gramOf } from '../../../../../src/worker/numeric/gram.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { parseUnit } from '../../../../../src/shared/expression/units.ts'

const readable = (name: string, unit: string | null, kind: Readable['kind'] = 'other'): Readable => ({
  variable: { name, unit, dimension: unit === null ? null : parseUnit(unit).dimension },
  min: -2,
  max: 2,
  kind
})
const termsIn = (readables: readonly Readable[]): string[] =>
  librariesOf(readables, {
    maxDegree: 2,
    operators: new Set(['sin', 'cos', 'sqrt', 'div', 'exp', 'log']),
    isRational: true
  })
    .flatMap(({ terms, denominators }) => [...terms, ...denominators])
    .map(printInfix)

// (m + d)! / (m! d!) products of m names up to degree d
test.each([
  [1, 3, 4],
  [2, 2, 6],
  [3, 3, 20]
])('%i variables have up to degree %i %i products', (variables, degree, count) => {
  const found = monomials(
    Array.from({ length: variables }, (_, i) => `x${i}`),
    degree
  ).map(printInfix)
  expect(new Set(found).size).toBe(count)
  expect(found.length).toBe(count)
  expect(found[0]).toBe('1')
})

test.each([
  ['no unit', null, true],
  ['radians', 'rad', true],
  ['degrees, whose sine is another function', 'deg', false],
  ['metres', 'm', false]
])('takes sines of a variable with %s: %s', (_, unit, isTaken) => {
  expect(termsIn([readable('x', unit)]).includes('sin(x)')).toBe(isTaken)
})

test('knows the central force of two positions and the drag of their rates', () => {
  const terms = termsIn([
    readable('x', 'm', 'position'),
    readable('y', 'm', 'position'),
    readable('u', 'm/s', 'rate'),
    readable('w', 'm/s', 'rate')
  ])
  expect(terms).toContain('x/(x^2 + y^2)^(3/2)')
  expect(terms).toContain('u*sqrt(u^2 + w^2)')
})

test('a control meets its samples, does not overshoot a step, and is constant beyond its ends', () => {
  const time = Float64Array.of(0, 1, 2, 4, 5)
  const values = Float64Array.of(0, 0, 1, 1, 3)
  const signal = controlSignal(time, values)
  time.forEach((t, i) => expect(signal(t)).toBe(values[i]))
  for (let t = 1; t <= 4; t += 0.1) expect(signal(t)).toBeGreaterThanOrEqual(0)
  for (let t = 0; t <= 4; t += 0.1) expect(signal(t)).toBeLessThanOrEqual(1)
  expect([signal(-3), signal(9)]).toEqual([0, 3])
  // times may come in any order
  expect(signal(0.5)).toBe(0)
})

test('the inverse of an information matrix of very different scales', () => {
  // [[4e12, 2e3], [2e3, 2e-6]] has the determinant 4e6
  const inverse = invertInformation(Float64Array.of(4e12, 2e3, 2e3, 2e-6))!
  expect(inverse[0]! / (2e-6 / 4e6)).toBeCloseTo(1, 9)
  expect(inverse[1]! / (-2e3 / 4e6)).toBeCloseTo(1, 9)
  expect(inverse[3]! / (4e12 / 4e6)).toBeCloseTo(1, 9)
})

test('a singular information matrix has no inverse', () => {
  expect(invertInformation(Float64Array.of(1, 1, 1, 1))).toBeNull()
})

const random = createRandom(3)
const columns = Array.from({ length: 12 }, () => Float64Array.from({ length: 200 }, () => random.normal()))
const target = columns[2]!.map((value, i) => 2 * value - 3 * columns[7]![i]! + 0.01 * random.normal())

test('relaxed regression keeps the columns that the target is made of', () => {
  expect(sr3(gramOf(columns, target, null, false)!, 0.1)).toEqual([2, 7])
})

test('elimination ends at the columns that the target is made of', () => {
  const supports = backwardElimination(gramOf(columns, target, null, false)!, 3, () => false)
  expect(supports.map(({ length }) => length)).toEqual([3, 2, 1])
  expect(supports[1]).toEqual([2, 7])
  // −3 weighs more than 2
  expect(supports[2]).toEqual([7])
})
