import { Matrix } from 'ml-matrix'
import { expect, test } from 'vitest'
import { fitInGauge } from '../../../../../src/worker/methods/symmetry/gauge.ts'
import { applyMap, fitMap, type MapFamily } from '../../../../../src/worker/methods/symmetry/latentMap.ts'
import { mapFacts } from '../../../../../src/worker/methods/symmetry/mapFacts.ts'
import { matrixLogarithm } from '../../../../../src/worker/methods/symmetry/matrixLogarithm.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'

const turned = (angle: number, scale = 1) => new Matrix([
  [scale * Math.cos(angle), -scale * Math.sin(angle)],
  [scale * Math.sin(angle), scale * Math.cos(angle)]
]) // prettier-ignore

const random = createRandom(5)
const points = Array.from({ length: 80 }, () => Float64Array.of(random.normal(), 2 * random.normal() + 1))
const group = new Int32Array(points.length)

const members: readonly [MapFamily, Matrix][] = [
  ['translation', Matrix.eye(2)],
  ['rotation', turned(0.7)],
  ['scaling', Matrix.eye(2).mul(0.6)],
  ['reflection', new Matrix([[0, 1], [1, 0]])],
  ['spiral', turned(2.5, 1.3)],
  ['linear', new Matrix([[1, 0.4], [-0.2, 0.7]])]
] // prettier-ignore

test.each(members)('a %s is fitted exactly', (family, matrix) => {
  const truth = { matrix, shift: Float64Array.of(0.3, -2) }
  const fitted = fitMap(family, points, points.map((point) => applyMap(truth, point))) // prettier-ignore
  expect(Matrix.sub(fitted.matrix, matrix).norm()).toBeLessThan(1e-9)
  expect(Math.hypot(fitted.shift[0]! - 0.3, fitted.shift[1]! + 2)).toBeLessThan(1e-9)
})

test('equal noise on both sides does not shrink a linear map', () => {
  const noisy = createRandom(6)
  const from = Array.from({ length: 4000 }, () => Float64Array.of(noisy.normal(), noisy.normal()))
  const blur = (point: Float64Array) => point.map((value) => value + 0.3 * noisy.normal())
  const { matrix } = fitMap('linear', from.map(blur), from.map((point) => blur(applyMap({ matrix: turned(0.5), shift: new Float64Array(2) }, point)))) // prettier-ignore
  // least squares of one side alone would give 1/(1 + 0.09) = 0.917; the error of each entry is about 0.3 √2/√4000 = 0.007
  expect(Math.abs(mapFacts({ matrix, shift: new Float64Array(2) }).scale - 1)).toBeLessThan(0.02)
})

test('in the gauge of an elliptic rotation the circles are round, and the raw map is the same map', () => {
  const shear = new Matrix([[2, 1], [0, 0.5]]) // prettier-ignore
  const matrix = shear.mmul(turned(0.4)).mmul(new Matrix([[0.5, -1], [0, 2]])) // prettier-ignore
  const truth = { matrix, shift: Float64Array.of(1, 1) }
  const to = points.map((point) => applyMap(truth, point))
  const { canonical, raw } = fitInGauge('rotation', { from: points, to, group, groups: 1 })
  expect(mapFacts(canonical[0]!).angle).toBeCloseTo(0.4, 9)
  expect(Matrix.sub(canonical[0]!.matrix.mmul(canonical[0]!.matrix.transpose()), Matrix.eye(2)).norm()).toBeLessThan(
    1e-9
  )
  points.forEach((point, p) => applyMap(raw[0]!, point).forEach((value, j) => expect(value).toBeCloseTo(to[p]![j]!, 7)))
})

test('the logarithm of a rotation is its angle times the generator', () => {
  const generator = matrixLogarithm(turned(2))!
  expect(Matrix.sub(generator, new Matrix([[0, -2], [2, 0]])).norm()).toBeLessThan(1e-10) // prettier-ignore
  // e^(1/2) is no eigenvalue that a reflection has
  expect(matrixLogarithm(new Matrix([[1, 0], [0, -1]]))).toBeNull() // prettier-ignore
})
